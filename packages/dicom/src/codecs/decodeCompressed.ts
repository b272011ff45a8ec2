import { EventEyeError } from '@eventeye/core';
import type { TransferSyntax } from '../dataset/transferSyntax.js';
import type { PixelDescription } from '../pixels/pixelDescription.js';
import { unreadVariant } from './codecError.js';
import type { CodestreamHeader, DecodedSamples } from './compressedFrame.js';
import { decodeHtj2k, decodeJpeg2000 } from './decodeJpeg2000.js';
import { decodeJpegBaseline } from './decodeJpegBaseline.js';
import { decodeJpegExtended } from './decodeJpegExtended.js';
import { decodeJpegLossless } from './decodeJpegLossless.js';
import { decodeJpegLs } from './decodeJpegLs.js';
import { readJpeg2000Header, unwrapJp2 } from './jpeg2000Header.js';
import { readJpegHeader } from './jpegHeader.js';

/** OpenJPEG holds 8 bytes a sample while it decodes, and the result 2 more; this keeps them within half a gigabyte. */
const maxSamples = 24 * 1024 * 1024;

/**
 * Decodes one compressed frame. What the codestream says of its size is compared with the DICOM header before a codec
 * takes memory for it.
 *
 * @throws EventEyeError DICOM_TRUNCATED, DICOM_INVALID, DICOM_PIXEL_FORMAT_UNSUPPORTED, IMAGE_TOO_LARGE,
 * DICOM_TRANSFER_SYNTAX_UNSUPPORTED for video.
 */
export async function decodeCompressed(
  encoded: Uint8Array,
  { encoding, name }: TransferSyntax,
  pixels: PixelDescription,
): Promise<DecodedSamples> {
  const { photometricInterpretation: photometric } = pixels;
  if (encoding === 'jpeg' || encoding === 'jpeg-ls') {
    const header = readJpegHeader(encoded);
    check(header, pixels);
    const { frameMarker, precision } = header;
    if ((frameMarker === 0xf7) !== (encoding === 'jpeg-ls'))
      throw mismatch('its format is not that of the transfer syntax');
    if (frameMarker === 0xf7) return decodeJpegLs(encoded, header, photometric);
    if (frameMarker === 0xc3) return decodeJpegLossless(encoded, header, photometric);
    if (frameMarker <= 0xc2 && precision === 8) return decodeJpegBaseline(encoded, header, photometric);
    if (frameMarker === 0xc1 && precision === 12) return decodeJpegExtended(encoded, header, photometric);
    throw unreadVariant(`JPEG of ${precision} bits by process SOF${frameMarker & 15}`);
  }
  if (encoding === 'jpeg-2000' || encoding === 'htj2k') {
    const codestream = unwrapJp2(encoded);
    const header = readJpeg2000Header(codestream);
    check(header, pixels);
    return encoding === 'htj2k'
      ? decodeHtj2k(codestream, header, photometric)
      : decodeJpeg2000(codestream, header, photometric);
  }
  throw new EventEyeError(
    'DICOM_TRANSFER_SYNTAX_UNSUPPORTED',
    `The transfer syntax ${name} is not supported. Export the study as Explicit VR Little Endian and send it again.`,
  );
}

function check(header: CodestreamHeader, pixels: PixelDescription): void {
  const { width, height, components, precision } = header;
  if (width !== pixels.width || height !== pixels.height)
    throw mismatch(`it is ${width} x ${height} pixels, the header says ${pixels.width} x ${pixels.height}`);
  if (components !== pixels.samplesPerPixel)
    throw mismatch(`it has ${components} components, the header says ${pixels.samplesPerPixel}`);
  if (precision < 1 || precision > pixels.bitsAllocated)
    throw mismatch(`its samples have ${precision} bits, the header allots ${pixels.bitsAllocated}`);
  if (width * height * components > maxSamples) {
    throw new EventEyeError(
      'IMAGE_TOO_LARGE',
      `A compressed image of ${width} x ${height} pixels is beyond the limit. Send it uncompressed or smaller.`,
    );
  }
}

const mismatch = (what: string) =>
  new EventEyeError(
    'DICOM_INVALID',
    `The compressed image contradicts the DICOM header: ${what}. Export the image again.`,
  );
