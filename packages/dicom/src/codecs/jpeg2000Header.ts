import { cutOff, damaged, unreadVariant } from './codecError.js';
import type { CodestreamHeader } from './compressedFrame.js';

/** The main header of a JPEG 2000 codestream, ITU-T T.800 Annex A. */
export interface Jpeg2000Header extends CodestreamHeader {
  /** The components are transformed (RCT or ICT), and the codec will undo it. */
  colourTransform: boolean;
  /** Where SIZ says sign and depth of each component. */
  depthsAt: number;
}

/**
 * Reads the main header and follows the lengths of the tile parts, so that a codestream that was cut off is known
 * before a codec fills in what is missing.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED, DICOM_PIXEL_FORMAT_UNSUPPORTED for subsampled components and
 * components of different depths.
 */
export function readJpeg2000Header(bytes: Uint8Array): Jpeg2000Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) throw cutOff();
  if (view.getUint32(0) !== 0xff4fff51) throw damaged('it does not begin as JPEG 2000');
  const size: CodestreamHeader & { depthsAt: number; tiles: number } = readSize(view);
  let colourTransform = false;
  for (let at = 2; ; ) {
    if (at + 4 > bytes.length) throw cutOff();
    const marker = view.getUint16(at);
    if (marker === 0xff90) {
      const { tiles, ...header } = size;
      checkTileParts(view, at, tiles);
      return { ...header, colourTransform };
    }
    const to = at + 2 + view.getUint16(at + 2);
    if (marker >> 8 !== 0xff || to <= at + 3) throw damaged('a marker is missing');
    if (to > bytes.length) throw cutOff();
    if (marker === 0xff52) colourTransform = view.getUint8(at + 8) === 1;
    at = to;
  }
}

/** SIZ, A.5.1. */
function readSize(view: DataView): CodestreamHeader & { depthsAt: number; tiles: number } {
  const at = 4;
  if (view.byteLength < at + 38) throw cutOff();
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from(
    { length: 8 },
    (_, i) => view.getUint32(at + 4 + 4 * i),
  ) as [number, number, number, number, number, number, number, number];
  const components = view.getUint16(at + 36);
  const depthsAt = at + 38;
  if (components === 0 || view.getUint16(at) !== 38 + 3 * components) throw damaged('SIZ has a wrong length');
  if (view.byteLength < depthsAt + 3 * components) throw cutOff();
  const depth = view.getUint8(depthsAt);
  for (let i = 0; i < components; i++) {
    if (view.getUint8(depthsAt + 3 * i) !== depth) throw unreadVariant('JPEG 2000 of several depths');
    if (view.getUint16(depthsAt + 3 * i + 1) !== 0x0101) throw unreadVariant('subsampled JPEG 2000');
  }
  if (
    right <= left ||
    bottom <= top ||
    tileWidth === 0 ||
    tileHeight === 0 ||
    tileLeft > left ||
    tileTop > top
  )
    throw damaged('its size makes no sense');
  if (left !== 0 || top !== 0) throw unreadVariant('JPEG 2000 that begins off its origin');
  return {
    width: right,
    height: bottom,
    components,
    precision: (depth & 0x7f) + 1,
    signed: depth >= 0x80,
    depthsAt,
    tiles: Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight),
  };
}

/** Every tile has its first part, and no part is longer than what is there (A.4.2). */
function checkTileParts(view: DataView, first: number, tiles: number): void {
  let found = 0;
  for (let at = first; ; ) {
    // Some encoders leave the end marker out; then the file ends with the last part.
    if (at === view.byteLength || (at + 2 <= view.byteLength && view.getUint16(at) === 0xffd9)) break;
    if (at + 12 > view.byteLength) throw cutOff();
    if (view.getUint16(at) !== 0xff90) throw damaged('a tile part is missing');
    const length = view.getUint32(at + 6);
    if (view.getUint8(at + 10) === 0) found++;
    if (length === 0) {
      // The last part: it reaches to the end marker, which alone can tell that it is whole.
      if (!endsWithMarker(view)) throw cutOff();
      break;
    }
    if (length < 14) throw damaged('a tile part has no length');
    at += length;
    if (at > view.byteLength) throw cutOff();
  }
  if (found < tiles) throw cutOff();
}

function endsWithMarker(view: DataView): boolean {
  let end = view.byteLength;
  while (end > 2 && view.getUint8(end - 1) === 0) end--;
  return end >= 2 && view.getUint16(end - 2) === 0xffd9;
}

/**
 * The codestream within a JP2 file (ITU-T T.800 Annex I): forbidden in DICOM (PS3.5 A.4.4), and yet met. A bare
 * codestream comes back as it is.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED.
 */
export function unwrapJp2(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(4) !== 0x6a502020) return bytes;
  for (let at = 0; at + 8 <= bytes.length; ) {
    let length = view.getUint32(at);
    let header = 8;
    if (length === 1 && at + 16 <= bytes.length) {
      length = Number(view.getBigUint64(at + 8));
      header = 16;
    } else if (length === 0) length = bytes.length - at;
    if (length < header) throw damaged('a JP2 box has no length');
    if (view.getUint32(at + 4) === 0x6a703263) {
      if (at + length > bytes.length) throw cutOff();
      return bytes.subarray(at + header, at + length);
    }
    at += length;
  }
  throw cutOff();
}
