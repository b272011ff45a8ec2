import { withCodec } from './codecModule.js';
import type { DecodedSamples } from './compressedFrame.js';
import type { JpegHeader } from './jpegHeader.js';

/** SOI, and an Adobe APP14 segment whose transform flag says that components are no YCbCr. */
const startWithoutTransform = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0,
]);

/**
 * Decodes JPEG of 8 bits (ITU-T T.81 processes 1, 2 and progressive) by libjpeg-turbo.
 *
 * Colour comes out as it is stored, subsampled components at full size. Only where the DICOM header says RGB and an
 * Adobe segment says YCbCr is it transformed: the header describes the picture, the segment how it is coded.
 *
 * @throws EventEyeError DICOM_INVALID.
 */
export function decodeJpegBaseline(
  encoded: Uint8Array,
  header: JpegHeader,
  photometric: string,
): Promise<DecodedSamples> {
  const { components, adobeTransform, jfif, frameComponents } = header;
  const transforms = components === 3 && photometric === 'RGB' && adobeTransform === 1;
  const start = components === 3 && !transforms ? startOf(encoded, header) : undefined;
  return withCodec('libjpeg-turbo', (decoder) => {
    if (start) {
      const rest = encoded.subarray(header.scanAt);
      const input = decoder.getEncodedBuffer(start.length + rest.length);
      input.set(start);
      input.set(rest, start.length);
    } else decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    return {
      values: new Uint8Array(decoder.getDecodedBuffer()),
      precision: 8,
      signed: false,
      photometricInterpretation: (() => {
        if (components === 1) return photometric;
        if (transforms || adobeTransform === 0) return 'RGB';
        const namedRgb = frameComponents.map(({ id }) => id).join() === '82,71,66';
        if (photometric === 'RGB') return jfif ? 'YBR_FULL' : 'RGB';
        return namedRgb ? 'RGB' : 'YBR_FULL';
      })(),
    };
  });
}

/** The header up to the first scan, with the application segments replaced by one that asks for no transform. */
function startOf(encoded: Uint8Array, { segments }: JpegHeader): Uint8Array {
  const kept = segments.filter(({ marker }) => marker < 0xe0 || marker > 0xef);
  const length = kept.reduce((sum, { from, to }) => sum + to - from + 4, startWithoutTransform.length);
  const out = new Uint8Array(length);
  out.set(startWithoutTransform);
  let at = startWithoutTransform.length;
  for (const { from, to } of kept) {
    out.set(encoded.subarray(from - 4, to), at);
    at += to - from + 4;
  }
  return out;
}
