import { BitReader } from './bitReader.js';
import { cutOff, damaged, unreadVariant } from './codecError.js';
import type { DecodedSamples } from './compressedFrame.js';
import { inverseCosine } from './inverseCosine.js';
import type { JpegHeader } from './jpegHeader.js';
import { type JpegScan, readJpegScans } from './jpegScans.js';

/**
 * Decodes JPEG of 12 bits by the extended sequential process with Huffman codes (ITU-T T.81 process 4), which no
 * WebAssembly build reads.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED, DICOM_PIXEL_FORMAT_UNSUPPORTED for subsampled components.
 */
export function decodeJpegExtended(
  encoded: Uint8Array,
  header: JpegHeader,
  photometric: string,
): DecodedSamples {
  const { width, height, components, precision, frameComponents, adobeTransform } = header;
  const { horizontal, vertical } = frameComponents[0]!;
  if (frameComponents.some((it) => it.horizontal !== horizontal || it.vertical !== vertical))
    throw unreadVariant('subsampled JPEG of 12 bits');
  const scans = readJpegScans(encoded, header);
  const values = new Uint16Array(width * height * components);
  for (const scan of scans) decodeScan(values, scan, header);
  return {
    values,
    precision,
    signed: false,
    photometricInterpretation:
      components === 1 ? photometric : photometric === 'RGB' || adobeTransform === 0 ? 'RGB' : 'YBR_FULL',
  };
}

function decodeScan(out: Uint16Array, scan: JpegScan, header: JpegHeader): void {
  const { width, height, components: stride, frameComponents } = header;
  const across = Math.ceil(width / 8);
  const total = across * Math.ceil(height / 8);
  const interval = scan.restartInterval || total;
  if (scan.segments.length < Math.ceil(total / interval)) throw cutOff();
  const parts = scan.components.map(({ index, dc, ac }) => {
    const quantization = scan.quantization[frameComponents[index]!.quantizationTable];
    if (!dc || !ac || !quantization) throw damaged('a table is missing');
    return { index, dc, ac, quantization, last: 0 };
  });
  const block = new Int32Array(64);
  for (let unit = 0; unit < total; ) {
    const reader = new BitReader(scan.segments[unit / interval]!);
    for (const part of parts) part.last = 0;
    for (const end = Math.min(total, unit + interval); unit < end; unit++) {
      for (const part of parts) {
        part.last = reader.readBlock(block, part, part.last);
        inverseCosine(block);
        const left = (unit % across) * 8;
        const top = Math.floor(unit / across) * 8;
        const columns = Math.min(8, width - left);
        for (let y = 0; y < 8 && top + y < height; y++) {
          let place = ((top + y) * width + left) * stride + part.index;
          for (let x = 0; x < columns; x++, place += stride) {
            const value = block[y * 8 + x]! + 2048;
            out[place] = value < 0 ? 0 : value > 4095 ? 4095 : value;
          }
        }
      }
      if (unit % across === across - 1 && reader.overrun) throw cutOff();
    }
    if (reader.overrun) throw cutOff();
  }
}
