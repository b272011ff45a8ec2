import { EventEyeError } from '@eventeye/core';
import type { PixelDescription } from './pixelDescription.js';

/**
 * Decodes one frame of RLE Lossless (PS3.5 Annex G).
 *
 * Segments are byte planes: for each sample of a pixel its bytes, most significant first.
 *
 * @returns samples plane after plane, little endian.
 * @throws EventEyeError DICOM_INVALID for a header that does not fit the image, DICOM_TRUNCATED when a segment ends
 * before its plane is full.
 */
export function decodeRle(encoded: Uint8Array, pixels: PixelDescription): Uint8Array {
  const bytesPerSample = pixels.bitsAllocated / 8;
  const planeLength = pixels.width * pixels.height;
  const expected = bytesPerSample * pixels.samplesPerPixel;
  if (encoded.length < 64) throw cutOff();
  const header = new DataView(encoded.buffer, encoded.byteOffset, 64);
  const count = header.getUint32(0, true);
  if (count !== expected || !Number.isInteger(bytesPerSample)) {
    throw new EventEyeError(
      'DICOM_INVALID',
      `The RLE frame has ${count} segments where the image needs ${expected}. Export the image again.`,
    );
  }
  const out = new Uint8Array(planeLength * expected);
  for (let segment = 0; segment < count; segment++) {
    const from = header.getUint32(4 + 4 * segment, true);
    const to = segment + 1 < count ? header.getUint32(8 + 4 * segment, true) : encoded.length;
    if (from < 64 || from > to || to > encoded.length) throw cutOff();
    const sample = Math.floor(segment / bytesPerSample);
    const significance = bytesPerSample - 1 - (segment % bytesPerSample);
    const start = sample * planeLength * bytesPerSample + significance;
    unpackBits(encoded.subarray(from, to), out, start, bytesPerSample, planeLength);
  }
  return out;
}

/** PackBits, PS3.5 G.3.2: fills `length` bytes of `out`, `stride` apart. */
function unpackBits(input: Uint8Array, out: Uint8Array, start: number, stride: number, length: number): void {
  let at = 0;
  let written = 0;
  while (written < length) {
    if (at >= input.length) throw cutOff();
    const control = (input[at++]! << 24) >> 24;
    if (control >= 0) {
      const run = Math.min(control + 1, length - written);
      if (at + run > input.length) throw cutOff();
      for (let i = 0, to = start + written * stride; i < run; i++, to += stride) out[to] = input[at + i]!;
      written += run;
      at += control + 1;
    } else if (control !== -128) {
      if (at >= input.length) throw cutOff();
      const value = input[at++]!;
      const run = Math.min(1 - control, length - written);
      for (let i = 0, to = start + written * stride; i < run; i++, to += stride) out[to] = value;
      written += run;
    }
  }
}

const cutOff = () =>
  new EventEyeError(
    'DICOM_TRUNCATED',
    'A run-length encoded frame ends before its picture is full. The file was cut off: send it again.',
  );
