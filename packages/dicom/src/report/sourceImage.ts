import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { describeInstance } from '../dataset/describeInstance.js';
import type { InstanceElements } from '../write/encodeDataset.js';

/** The image that an object was made from, as that object refers to it. */
export interface SourceImage {
  studyInstanceUid: string;
  seriesInstanceUid: string;
  sopClassUid: string;
  sopInstanceUid: string;
  frameCount: number;
}

/**
 * What an image is referred to by.
 *
 * @throws EventEyeError DICOM_INVALID when one of its four UIDs is missing: nothing can be put beside it.
 */
export function sourceImage(dataset: Dataset): SourceImage {
  const { studyInstanceUid, seriesInstanceUid, sopClassUid, sopInstanceUid, frameCount } =
    describeInstance(dataset);
  if (!studyInstanceUid || !seriesInstanceUid || !sopClassUid || !sopInstanceUid) {
    throw new EventEyeError(
      'DICOM_INVALID',
      'The image names no study, series or instance of its own, so no report can be put beside it. Export it again.',
    );
  }
  return { studyInstanceUid, seriesInstanceUid, sopClassUid, sopInstanceUid, frameCount };
}

/**
 * Image SOP Instance Reference Macro (PS3.3 10.3).
 *
 * @param frame counted from 0; named, counted from 1, only where the image has several and its class may have several:
 * files that contradict their class exist, and a reader refuses a frame of these.
 */
export function imageReference(source: SourceImage, frame?: number): InstanceElements {
  const hasFrames = source.frameCount > 1 && !singleFrameClasses.has(source.sopClassUid);
  return {
    ReferencedSOPClassUID: source.sopClassUid,
    ReferencedSOPInstanceUID: source.sopInstanceUid,
    ReferencedFrameNumber: hasFrames && frame !== undefined ? frame + 1 : undefined,
  };
}

/** CR, CT, MR, Secondary Capture, digital X-ray and mammography, PET: classes of one frame (PS3.4 B.5). */
const singleFrameClasses = new Set(
  ['1', '1.1', '1.1.1', '1.2', '1.2.1', '1.3', '1.3.1', '2', '4', '6.1', '7', '128'].map(
    (last) => `1.2.840.10008.5.1.4.1.1.${last}`,
  ),
);
