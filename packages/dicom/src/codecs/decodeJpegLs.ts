import { interleavePlanes } from '../pixels/interleavePlanes.js';
import { withCodec } from './codecModule.js';
import type { DecodedSamples } from './compressedFrame.js';
import type { JpegHeader } from './jpegHeader.js';

/**
 * Decodes JPEG-LS (ITU-T T.87), lossless and near-lossless, by CharLS.
 *
 * @throws EventEyeError DICOM_INVALID.
 */
export function decodeJpegLs(
  encoded: Uint8Array,
  { precision, components, width, height }: JpegHeader,
  photometric: string,
): Promise<DecodedSamples> {
  return withCodec('charls', (decoder) => {
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    // This build gives a copy, aligned for any width of sample.
    const { buffer } = decoder.getDecodedBuffer();
    const values = precision > 8 ? new Uint16Array(buffer) : new Uint8Array(buffer);
    // Components in scans of their own come out as planes; line and sample interleaved ones as pixels.
    const planes = components > 1 && decoder.getInterleaveMode?.() === 0;
    return {
      values: planes ? interleavePlanes(values, width * height, components) : values,
      precision,
      signed: false,
      photometricInterpretation: photometric,
    };
  });
}
