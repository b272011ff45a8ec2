import { EventEyeError } from '@eventeye/core';
import { decodeCompressed } from '../codecs/decodeCompressed.js';
import type { Dataset } from '../dataset/dataset.js';
import { encapsulatedFrame } from './encapsulatedFrame.js';
import { expandChroma } from './expandChroma.js';
import { interleavePlanes } from './interleavePlanes.js';
import { hasUnusedBits, maskToStored } from './maskToStored.js';
import { nativeFrame } from './nativeFrame.js';
import { describePixels, type PixelDescription } from './pixelDescription.js';
import { decodeRle } from './rle.js';
import { storedSamples } from './storedSamples.js';

/** Stored samples, before any rescale or window. */
export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** One frame: `height * width * samplesPerPixel` stored samples, row by row, samples of a pixel together. */
export interface Frame extends PixelDescription {
  /** Not to be written to: uncompressed samples are a view of the file's bytes where these need no change. */
  values: Samples;
}

/**
 * Decodes one frame to its stored samples. It returns a promise because codecs are loaded when a file first needs one;
 * decoding itself runs on the calling thread.
 *
 * What a frame says of bits and colour is true of its samples: codecs undo subsampling and JPEG 2000's colour
 * transforms, and a codestream may have more bits than Bits Stored.
 *
 * @param frame 0-based.
 * @throws EventEyeError the codes of `describePixels` and `decodeCompressed`, FRAME_OUT_OF_RANGE.
 */
export async function readFrame(dataset: Dataset, frame = 0): Promise<Frame> {
  const pixels = describePixels(dataset);
  if (!Number.isInteger(frame) || frame < 0 || frame >= pixels.frameCount) {
    throw new EventEyeError(
      'FRAME_OUT_OF_RANGE',
      `The image has ${pixels.frameCount} frames, counted from 0. Ask for one of these.`,
    );
  }
  const { transferSyntax } = dataset;
  if (transferSyntax.encoding === 'native') return nativePixels(dataset, pixels, frame);
  const encoded = encapsulatedFrame(dataset, pixels, frame);
  if (transferSyntax.encoding === 'rle') {
    // RLE segments are planes (PS3.5 G.2), most significant byte first; decodeRle puts bytes in little endian order.
    const bytes = decodeRle(encoded, pixels);
    const planes = toSamples(bytes, pixels);
    if (hasUnusedBits(bytes, pixels)) maskToStored(planes, pixels);
    return { ...pixels, values: bySample(planes, pixels, true) };
  }
  const decoded = await decodeCompressed(encoded, transferSyntax, pixels);
  const { photometricInterpretation } = decoded;
  return { ...pixels, photometricInterpretation, ...storedSamples(decoded, pixels) };
}

function nativePixels(dataset: Dataset, pixels: PixelDescription, frame: number): Frame {
  if (/^YBR_.*42[02]$/.test(pixels.photometricInterpretation))
    return subsampledPixels(dataset, pixels, frame);
  const bytes = nativeFrame(dataset, pixels, frame, pixels.samplesPerPixel);
  const count = pixels.width * pixels.height * pixels.samplesPerPixel;
  let stored: Samples;
  if (pixels.bitsAllocated === 1) stored = unpackSingleBits(bytes, frame * count, count);
  else {
    const bytesPerSample = pixels.bitsAllocated / 8;
    const swaps = dataset.transferSyntax.bigEndian && bytesPerSample > 1;
    // Typed arrays need alignment, and the file's bytes must change neither order nor under a mask.
    let own = swaps || bytes.byteOffset % bytesPerSample !== 0 ? new Uint8Array(bytes) : bytes;
    if (swaps) swapBytes(own, bytesPerSample);
    const masks = hasUnusedBits(own, pixels);
    if (masks && own === bytes) own = new Uint8Array(bytes);
    stored = toSamples(own, pixels);
    if (masks) maskToStored(stored, pixels);
  }
  return { ...pixels, values: bySample(stored, pixels, pixels.planarConfiguration === 1) };
}

/** Only YBR_FULL_422 of 8 bits is met: the others are retired or written by codecs. */
function subsampledPixels(dataset: Dataset, pixels: PixelDescription, frame: number): Frame {
  const { photometricInterpretation, bitsAllocated, width } = pixels;
  if (photometricInterpretation !== 'YBR_FULL_422' || bitsAllocated !== 8 || width % 2 !== 0) {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      `Uncompressed ${photometricInterpretation} is not supported. Send grey or RGB images.`,
    );
  }
  const values = expandChroma(nativeFrame(dataset, pixels, frame, 2));
  return { ...pixels, photometricInterpretation: 'YBR_FULL', values };
}

const bySample = (values: Samples, { width, height, samplesPerPixel }: PixelDescription, planar: boolean) =>
  planar && samplesPerPixel > 1 ? interleavePlanes(values, width * height, samplesPerPixel) : values;

/** Little-endian bytes seen as samples. */
function toSamples(bytes: Uint8Array, { bitsAllocated, signed }: PixelDescription): Samples {
  const buffer = bytes.buffer as ArrayBuffer;
  const { byteOffset } = bytes;
  const count = (8 * bytes.length) / bitsAllocated;
  if (bitsAllocated === 8) return new (signed ? Int8Array : Uint8Array)(buffer, byteOffset, count);
  if (bitsAllocated === 16) return new (signed ? Int16Array : Uint16Array)(buffer, byteOffset, count);
  return new (signed ? Int32Array : Uint32Array)(buffer, byteOffset, count);
}

function swapBytes({ buffer }: Uint8Array, size: number): void {
  if (size === 2) Buffer.from(buffer as ArrayBuffer).swap16();
  else Buffer.from(buffer as ArrayBuffer).swap32();
}

/** Least significant bit first, PS3.5 8.1.1. */
function unpackSingleBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array {
  const skew = firstBit % 8;
  return Uint8Array.from({ length: count }, (_, i) => (bytes[(i + skew) >> 3]! >> ((i + skew) & 7)) & 1);
}
