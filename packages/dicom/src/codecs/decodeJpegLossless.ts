import { cutOff, damaged, unreadVariant } from './codecError.js';
import type { DecodedSamples } from './compressedFrame.js';
import { lookBits } from './huffmanTable.js';
import type { JpegHeader } from './jpegHeader.js';
import { type JpegScan, readJpegScans } from './jpegScans.js';

/**
 * Decodes lossless JPEG (ITU-T T.81 Annex H, DICOM's process 14) with any of the seven predictors, 2 to 16 bits.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED, DICOM_PIXEL_FORMAT_UNSUPPORTED for subsampled components.
 */
export function decodeJpegLossless(
  encoded: Uint8Array,
  header: JpegHeader,
  photometric: string,
): DecodedSamples {
  const { width, height, components, precision, frameComponents } = header;
  if (precision < 2 || precision > 16) throw damaged(`it claims ${precision} bits`);
  const { horizontal, vertical } = frameComponents[0]!;
  if (frameComponents.some((it) => it.horizontal !== horizontal || it.vertical !== vertical))
    throw unreadVariant('subsampled JPEG Lossless');
  const scans = readJpegScans(encoded, header);
  const count = width * height * components;
  const values = precision > 8 ? new Uint16Array(count) : new Uint8Array(count);
  for (const scan of scans) decodeScan(values, scan, header);
  return { values, precision, signed: false, photometricInterpretation: photometric };
}

function decodeScan(out: Uint8Array | Uint16Array, scan: JpegScan, header: JpegHeader): void {
  const { restartInterval, segments, pointTransform, selection } = scan;
  const { width, height, precision } = header;
  if (selection < 1 || selection > 7) throw damaged(`it claims predictor ${selection}`);
  if (pointTransform >= precision) throw damaged('its point transform leaves no bits');
  // A restart begins a line (H.1.1), where prediction begins anew.
  if (restartInterval % width !== 0) throw damaged('a restart lies within a line');
  const rows = restartInterval === 0 ? height : restartInterval / width;
  if (segments.length < Math.ceil(height / rows)) throw cutOff();
  for (let row = 0, i = 0; row < height; row += rows, i++)
    decodeRows(out, segments[i]!, row, Math.min(height, row + rows), scan, header);
  if (pointTransform > 0)
    for (const { index } of scan.components)
      for (let i = index; i < out.length; i += header.components) out[i] = out[i]! << pointTransform;
}

/**
 * The lines of one restart interval. The bits are read in place: a call for each of some million samples would tell. At
 * least 25 bits are at hand before a code, which suffices for nearly every code with its difference.
 */
function decodeRows(
  out: Uint8Array | Uint16Array,
  data: Uint8Array,
  firstRow: number,
  endRow: number,
  { components, selection, pointTransform }: JpegScan,
  { width, precision, components: stride }: JpegHeader,
): void {
  const tables = components.map(({ dc }) => {
    if (!dc) throw damaged('a Huffman table is missing');
    return dc;
  });
  const looks = tables.map(({ look }) => look);
  const indices = components.map(({ index }) => index);
  const used = components.length;
  const line = width * stride;
  const length = data.length;
  const first = 1 << (precision - pointTransform - 1);
  let at = 0;
  let bits = 0;
  let count = 0;
  for (let row = firstRow; row < endRow; row++) {
    // The first line of an interval is predicted from the left, the first sample of every other line from above (H.1.2.1).
    const rule = row === firstRow ? 1 : selection;
    for (let column = 0; column < width; column++) {
      for (let component = 0; component < used; component++) {
        while (count <= 24) {
          bits = (bits << 8) | (at < length ? data[at]! : 0);
          at++;
          count += 8;
        }
        const found = looks[component]![(bits >>> (count - lookBits)) & lookMask]!;
        let size = found & 0xff;
        if (found !== 0) count -= found >> 8;
        else {
          const { largest, offset, symbols } = tables[component]!;
          let code = -1;
          let codeLength = lookBits;
          do {
            if (++codeLength > 16) throw damaged('it holds a code that is in no table');
            code = (bits >>> (count - codeLength)) & ((1 << codeLength) - 1);
          } while (code > largest[codeLength]!);
          count -= codeLength;
          size = symbols[code + offset[codeLength]!]!;
        }
        let difference = 0;
        if (size > 15) {
          if (size > 16) throw damaged('it holds a difference of more than 16 bits');
          difference = 32_768;
        } else if (size > 0) {
          while (count < size) {
            bits = (bits << 8) | (at < length ? data[at]! : 0);
            at++;
            count += 8;
          }
          count -= size;
          difference = (bits >>> count) & ((1 << size) - 1);
          if (difference >> (size - 1) === 0) difference -= (1 << size) - 1;
        }
        const place = row * line + column * stride + indices[component]!;
        if (column === 0) out[place] = (row === firstRow ? first : out[place - line]!) + difference;
        else if (rule === 1) out[place] = out[place - stride]! + difference;
        else {
          const above = place - line;
          out[place] = difference + predict(rule, out[place - stride]!, out[above]!, out[above - stride]!);
        }
      }
    }
    // Zeros were read for what is not there.
    if (at - (count >> 3) > length) throw cutOff();
  }
}

const lookMask = (1 << lookBits) - 1;

/** ITU-T T.81 table H.1: from the samples to the left, above, and left above. */
function predict(selection: number, left: number, above: number, leftAbove: number): number {
  switch (selection) {
    case 2:
      return above;
    case 3:
      return leftAbove;
    case 4:
      return left + above - leftAbove;
    case 5:
      return left + ((above - leftAbove) >> 1);
    case 6:
      return above + ((left - leftAbove) >> 1);
    default:
      return (left + above) >> 1;
  }
}
