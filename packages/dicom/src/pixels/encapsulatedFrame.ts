import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { frameFragments } from './frameFragments.js';
import type { PixelDescription } from './pixelDescription.js';

/**
 * The compressed bytes of one frame of encapsulated pixel data (PS3.5 A.4). A frame of one fragment is a view, its
 * fragments joined otherwise.
 *
 * @throws EventEyeError DICOM_TRUNCATED, DICOM_INVALID.
 */
export function encapsulatedFrame(dataset: Dataset, pixels: PixelDescription, frame: number): Uint8Array {
  const { fragments, length } = frameFragments(dataset, pixels.frameCount)[frame]!;
  const { byteArray } = dataset.parsed;
  if (fragments.some(({ from, to }) => from > to || to > byteArray.length)) {
    throw new EventEyeError(
      'DICOM_TRUNCATED',
      `Frame ${frame + 1} of ${pixels.frameCount} is not in the file. It was cut off: send it again.`,
    );
  }
  const [first] = fragments;
  if (fragments.length === 1 && first)
    return byteArray.subarray(first.from, Math.min(first.to, first.from + length));
  const out = new Uint8Array(fragments.reduce((sum, { from, to }) => sum + to - from, 0));
  let offset = 0;
  for (const { from, to } of fragments) {
    out.set(byteArray.subarray(from, to), offset);
    offset += to - from;
  }
  return out.subarray(0, length);
}
