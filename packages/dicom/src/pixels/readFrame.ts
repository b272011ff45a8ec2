import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { frameBytes } from './frameBytes.js';
import { describePixels, type PixelDescription } from './pixelDescription.js';

/** Stored samples, before any rescale or window. */
export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** One frame: `height * width * samplesPerPixel` stored samples, row by row, samples of a pixel together. */
export interface Frame extends PixelDescription {
  values: Samples;
}

/**
 * Decodes one frame to its stored samples. It returns a promise because codecs are loaded when a file first needs one;
 * decoding itself runs on the calling thread.
 *
 * @param frame 0-based.
 * @throws EventEyeError the codes of `describePixels` and `frameBytes`, FRAME_OUT_OF_RANGE.
 */
export async function readFrame(dataset: Dataset, frame = 0): Promise<Frame> {
  const pixels = describePixels(dataset);
  if (!Number.isInteger(frame) || frame < 0 || frame >= pixels.frameCount) {
    throw new EventEyeError(
      'FRAME_OUT_OF_RANGE',
      `The image has ${pixels.frameCount} frames, counted from 0. Ask for one of these.`,
    );
  }
  if (
    pixels.photometricInterpretation.startsWith('YBR_') &&
    /42[02]/.test(pixels.photometricInterpretation) &&
    dataset.transferSyntax.encoding === 'native'
  ) {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      `Uncompressed ${pixels.photometricInterpretation} is not supported. Send grey or RGB images.`,
    );
  }
  const { bytes, bigEndian, planar } = frameBytes(dataset, pixels, frame);
  const count = pixels.width * pixels.height * pixels.samplesPerPixel;
  const stored =
    pixels.bitsAllocated === 1
      ? unpackSingleBits(bytes, frame * count, count)
      : toSamples(bytes, pixels, bigEndian);
  maskToStored(stored, pixels);
  return { ...pixels, values: planar && pixels.samplesPerPixel > 1 ? interleave(stored, pixels) : stored };
}

function toSamples(
  bytes: Uint8Array,
  { bitsAllocated, signed }: PixelDescription,
  bigEndian: boolean,
): Samples {
  // A copy: typed arrays need alignment, and the file's bytes must not change under a mask.
  const copy = bytes.slice();
  if (bigEndian && bitsAllocated > 8) swapBytes(copy, bitsAllocated / 8);
  if (bitsAllocated === 8) return signed ? new Int8Array(copy.buffer) : copy;
  if (bitsAllocated === 16) return signed ? new Int16Array(copy.buffer) : new Uint16Array(copy.buffer);
  return signed ? new Int32Array(copy.buffer) : new Uint32Array(copy.buffer);
}

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let i = 0; i + size <= bytes.length; i += size) bytes.subarray(i, i + size).reverse();
}

/** Least significant bit first, PS3.5 8.1.1. */
function unpackSingleBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array {
  const skew = firstBit % 8;
  return Uint8Array.from({ length: count }, (_, i) => (bytes[(i + skew) >> 3]! >> ((i + skew) & 7)) & 1);
}

/** Bits outside High Bit .. High Bit - Bits Stored + 1 may hold overlays or rubbish (PS3.5 8.1.1); the sign is extended. */
function maskToStored(
  values: Samples,
  { bitsAllocated, bitsStored, highBit, signed }: PixelDescription,
): void {
  if (bitsStored === bitsAllocated || bitsAllocated === 1) return;
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  for (let i = 0; i < values.length; i++) {
    values[i] = signed ? (values[i]! << left) >> right : (values[i]! << left) >>> right;
  }
}

function interleave(planes: Samples, { width, height, samplesPerPixel }: PixelDescription): Samples {
  const out = planes.slice();
  const length = width * height;
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    for (let i = 0; i < length; i++) out[i * samplesPerPixel + sample] = planes[sample * length + i]!;
  }
  return out;
}
