import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import type { PixelDescription } from './pixelDescription.js';

/**
 * The bytes of one frame of uncompressed pixel data, as a view. A frame that is not all there is refused, never padded.
 *
 * @param samplesPerPixel those that are stored: two where neighbours share their colour.
 * @throws EventEyeError DICOM_TRUNCATED, DICOM_INVALID.
 */
export function nativeFrame(
  dataset: Dataset,
  pixels: PixelDescription,
  frame: number,
  samplesPerPixel: number,
): Uint8Array {
  const element = dataset.parsed.elements.x7fe00010!;
  if (element.encapsulatedPixelData || element.fragments) {
    throw new EventEyeError(
      'DICOM_INVALID',
      'The pixel data is encapsulated although the transfer syntax is uncompressed. Export the image again.',
    );
  }
  const bitsPerFrame = pixels.width * pixels.height * samplesPerPixel * pixels.bitsAllocated;
  // Frames of single bits follow each other without padding (PS3.5 8.1.1), so they may begin within a byte.
  const start = Math.floor((frame * bitsPerFrame) / 8);
  const end = Math.ceil(((frame + 1) * bitsPerFrame) / 8);
  const whole = Math.ceil((pixels.frameCount * bitsPerFrame) / 8);
  const available = Math.min(element.length, dataset.parsed.byteArray.length - element.dataOffset);
  if (available < whole) {
    throw new EventEyeError(
      'DICOM_TRUNCATED',
      `The pixel data ends after ${available} of ${whole} bytes. The file was cut off: send it again.`,
    );
  }
  return dataset.parsed.byteArray.subarray(element.dataOffset + start, element.dataOffset + end);
}
