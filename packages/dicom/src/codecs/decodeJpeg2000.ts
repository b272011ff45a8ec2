import { unreadVariant } from './codecError.js';
import { type CodecName, withCodec } from './codecModule.js';
import type { DecodedSamples } from './compressedFrame.js';
import type { Jpeg2000Header } from './jpeg2000Header.js';

/**
 * Decodes JPEG 2000 (ITU-T T.800), reversible and irreversible, by OpenJPEG.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_PIXEL_FORMAT_UNSUPPORTED beyond 16 bits and for colour beyond 8.
 */
export const decodeJpeg2000 = (encoded: Uint8Array, header: Jpeg2000Header, photometric: string) =>
  decode('openjpeg', encoded, header, photometric);

/**
 * Decodes High-Throughput JPEG 2000 (ITU-T T.814) by OpenJPH.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_PIXEL_FORMAT_UNSUPPORTED beyond 16 bits and for colour beyond 8.
 */
export const decodeHtj2k = (encoded: Uint8Array, header: Jpeg2000Header, photometric: string) =>
  decode('openjph', encoded, header, photometric);

function decode(
  codec: CodecName,
  encoded: Uint8Array,
  header: Jpeg2000Header,
  photometric: string,
): Promise<DecodedSamples> {
  const { precision, components, colourTransform, signed } = header;
  if (precision > 16) throw unreadVariant(`JPEG 2000 of ${precision} bits`);
  // One build leaves the samples of deep colour empty, the other one's are said to be untested.
  if (components > 1 && precision > 8) throw unreadVariant(`JPEG 2000 in colour of ${precision} bits`);
  // Both builds clamp 8-bit samples to 0 .. 255, which takes the negative ones away. Said to be unsigned, they are
  // raised by half their range (T.800 Annex G.1), and lowered again here.
  const raised = signed && precision <= 8;
  return withCodec(codec, (decoder) => {
    const input = decoder.getEncodedBuffer(encoded.length);
    input.set(encoded);
    if (raised) for (let i = 0; i < components; i++) input[header.depthsAt + 3 * i]! &= 0x7f;
    decoder.decode();
    const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo();
    // OpenJPEG's build returns without a word where it fails before it has a picture.
    if (
      width !== header.width ||
      height !== header.height ||
      componentCount !== components ||
      bitsPerSample !== precision
    )
      throw new Error('The codec gave no picture.');
    const output = decoder.getDecodedBuffer();
    const bytes = codec === 'openjpeg' ? new Uint8Array(output.buffer) : new Uint8Array(output);
    return {
      values:
        precision > 8
          ? new (signed ? Int16Array : Uint16Array)(bytes.buffer)
          : raised
            ? Int8Array.from(bytes, (value) => value - 2 ** (precision - 1))
            : bytes,
      precision,
      signed,
      photometricInterpretation:
        colourTransform || photometric === 'YBR_RCT' || photometric === 'YBR_ICT' ? 'RGB' : photometric,
    };
  });
}
