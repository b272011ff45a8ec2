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
 * @param frame counted from 0; named only where the image has several (C.7.6.16 counts from 1).
 */
export function imageReference(source: SourceImage, frame?: number): InstanceElements {
  return {
    ReferencedSOPClassUID: source.sopClassUid,
    ReferencedSOPInstanceUID: source.sopInstanceUid,
    ReferencedFrameNumber: source.frameCount > 1 && frame !== undefined ? frame + 1 : undefined,
  };
}
