import { cutOff, damaged } from './codecError.js';
import type { CodestreamHeader } from './compressedFrame.js';

/** One component of a JPEG frame, ITU-T T.81 B.2.2. */
export interface JpegComponent {
  id: number;
  horizontal: number;
  vertical: number;
  quantizationTable: number;
}

/** The markers before the first scan, ITU-T T.81 Annex B and T.87 Annex C. */
export interface JpegHeader extends CodestreamHeader {
  /** The second byte of the SOF marker: c0 baseline, c1 extended, c2 progressive, c3 lossless, f7 JPEG-LS. */
  frameMarker: number;
  frameComponents: JpegComponent[];
  /** The colour transform flag of an Adobe APP14 segment. */
  adobeTransform: number | undefined;
  /** A JFIF segment says that three components are YCbCr. */
  jfif: boolean;
  /** Where the segments of tables and parameters lie: marker, and begin and end of what follows the length. */
  segments: { marker: number; from: number; to: number }[];
  /** Where the marker of the first scan lies. */
  scanAt: number;
}

/**
 * Reads the header of a JPEG or JPEG-LS codestream without taking memory for its picture.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw damaged('it does not begin as JPEG');
  const segments: JpegHeader['segments'] = [];
  let frame: { marker: number; from: number; to: number } | undefined;
  let adobeTransform: number | undefined;
  let jfif = false;
  for (let at = 2; ; ) {
    const { marker, from, to } = readSegment(bytes, at);
    if (marker === 0xda) {
      if (!frame) throw damaged('a scan comes before the frame');
      return { ...readFrameSegment(bytes, frame), adobeTransform, jfif, segments, scanAt: from - 4 };
    }
    if (isFrameMarker(marker)) frame = { marker, from, to };
    if (marker === 0xee && to - from >= 12 && ascii(bytes, from, 5) === 'Adobe')
      adobeTransform = bytes[from + 11];
    if (marker === 0xe0 && ascii(bytes, from, 5) === 'JFIF\0') jfif = true;
    segments.push({ marker, from, to });
    at = to;
  }
}

/**
 * The marker segment at or after a place.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED.
 */
export function readSegment(bytes: Uint8Array, at: number): { marker: number; from: number; to: number } {
  let place = at;
  if (place + 1 < bytes.length && bytes[place] !== 0xff) throw damaged('a marker is missing');
  // Any number of fill bytes may precede a marker, B.1.1.2.
  while (bytes[place] === 0xff && bytes[place + 1] === 0xff) place++;
  if (place + 4 > bytes.length) throw cutOff();
  const length = (bytes[place + 2]! << 8) | bytes[place + 3]!;
  if (length < 2) throw damaged('a segment has no length');
  const to = place + 2 + length;
  if (to > bytes.length) throw cutOff();
  return { marker: bytes[place + 1]!, from: place + 4, to };
}

/** SOF markers share their row with DHT (c4), JPG (c8) and DAC (cc). */
const isFrameMarker = (marker: number) =>
  marker === 0xf7 ||
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);

function readFrameSegment(
  bytes: Uint8Array,
  { marker, from, to }: { marker: number; from: number; to: number },
): CodestreamHeader & Pick<JpegHeader, 'frameMarker' | 'frameComponents'> {
  const components = bytes[from + 5] ?? 0;
  if (to - from !== 6 + 3 * components) throw damaged('the frame header has a wrong length');
  return {
    frameMarker: marker,
    precision: bytes[from]!,
    height: (bytes[from + 1]! << 8) | bytes[from + 2]!,
    width: (bytes[from + 3]! << 8) | bytes[from + 4]!,
    components,
    signed: false,
    frameComponents: Array.from({ length: components }, (_, i) => {
      const at = from + 6 + 3 * i;
      return {
        id: bytes[at]!,
        horizontal: bytes[at + 1]! >> 4,
        vertical: bytes[at + 1]! & 15,
        quantizationTable: bytes[at + 2]!,
      };
    }),
  };
}

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));
