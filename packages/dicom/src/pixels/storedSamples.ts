import { EventEyeError } from '@eventeye/core';
import type { DecodedSamples } from '../codecs/compressedFrame.js';
import type { PixelDescription } from './pixelDescription.js';
import type { Samples } from './readFrame.js';

/**
 * Brings what a codec gave to the sample type of the DICOM header. Codecs other than JPEG 2000 know no sign: there a
 * signed image is stored in two's complement, whose sign bit is that of Bits Stored. Where it already has the type, the
 * codec's memory is passed on.
 *
 * @throws EventEyeError DICOM_INVALID where the sign of the samples can not be known.
 */
export function storedSamples(
  { values, precision, signed }: DecodedSamples,
  pixels: PixelDescription,
): { values: Samples; bitsStored: number; highBit: number } {
  if (signed !== pixels.signed && (signed || precision < pixels.bitsStored)) {
    throw new EventEyeError(
      'DICOM_INVALID',
      `The compressed image has ${signed ? 'signed' : 'unsigned'} samples of ${precision} bits, the DICOM header says ${pixels.signed ? 'signed' : 'unsigned'} of ${pixels.bitsStored}. Export the image again.`,
    );
  }
  const stored = sampleType(pixels, values);
  if (pixels.signed && !signed) {
    const shift = 32 - pixels.bitsStored;
    // The width of the array extends the sign by itself.
    if (shift !== 32 - 8 * stored.BYTES_PER_ELEMENT)
      for (let i = 0; i < stored.length; i++) stored[i] = (stored[i]! << shift) >> shift;
    return { values: stored, bitsStored: pixels.bitsStored, highBit: pixels.bitsStored - 1 };
  }
  // A codestream of more bits than the header says has samples that need them.
  const bitsStored = Math.max(precision, pixels.bitsStored);
  return { values: stored, bitsStored, highBit: bitsStored - 1 };
}

/** The same samples in an array of Bits Allocated and the header's sign: another view, or a wider copy. */
function sampleType({ bitsAllocated, signed }: PixelDescription, values: DecodedSamples['values']): Samples {
  const { buffer, byteOffset, length, BYTES_PER_ELEMENT } = values;
  if (bitsAllocated === 8 * BYTES_PER_ELEMENT) {
    if (bitsAllocated === 8) return new (signed ? Int8Array : Uint8Array)(buffer, byteOffset, length);
    return new (signed ? Int16Array : Uint16Array)(buffer, byteOffset, length);
  }
  if (bitsAllocated === 16) return signed ? Int16Array.from(values) : Uint16Array.from(values);
  return signed ? Int32Array.from(values) : Uint32Array.from(values);
}
