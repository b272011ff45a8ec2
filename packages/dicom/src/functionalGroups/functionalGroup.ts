import { EventEyeError } from '@eventeye/core';
import type { Dataset, Tag } from '../dataset/dataset.js';

const perFrame = 'x52009230';
const shared = 'x52009229';

/**
 * The attributes of one functional group of a frame (PS3.3 C.7.6.16): those of the frame itself, else those that all
 * frames share.
 *
 * @param frame 0-based.
 * @param group sequence of the group, such as Plane Position Sequence (0020,9113).
 * @returns `undefined` where the object has no such group, as no single-frame object has.
 * @throws EventEyeError DICOM_INVALID when there are not as many groups as frames, FRAME_OUT_OF_RANGE.
 */
export function functionalGroup(dataset: Dataset, frame: number, group: Tag): Dataset | undefined {
  const frames = frameCountOf(dataset);
  if (!Number.isInteger(frame) || frame < 0 || frame >= frames) {
    throw new EventEyeError(
      'FRAME_OUT_OF_RANGE',
      `The image has ${frames} frames, counted from 0. Ask for one of these.`,
    );
  }
  const groups = dataset.itemCount(perFrame);
  if (groups > 0 && groups !== frames) {
    throw new EventEyeError(
      'DICOM_INVALID',
      `The DICOM header describes ${groups} frames where the image has ${frames}. Export the image again.`,
    );
  }
  return dataset.item(perFrame, frame)?.item(group) ?? dataset.item(shared)?.item(group);
}

/**
 * Where attributes of a frame stand: in its functional group, or in the data set itself where the object has no groups. A
 * legacy object of many frames says of none of them where or when it is, so `isOfFrame` tells.
 */
export function frameAttributes(
  dataset: Dataset,
  frame: number,
  group: Tag,
): { attributes: Dataset; isOfFrame: boolean } {
  const own = functionalGroup(dataset, frame, group);
  return own
    ? { attributes: own, isOfFrame: true }
    : { attributes: dataset, isOfFrame: frameCountOf(dataset) === 1 };
}

/** Number of Frames (0028,0008), 1 where it is absent or makes no sense: `describePixels` refuses the latter. */
export function frameCountOf(dataset: Dataset): number {
  const count = dataset.decimal('x00280008') ?? 1;
  return Number.isInteger(count) && count >= 1 ? count : 1;
}
