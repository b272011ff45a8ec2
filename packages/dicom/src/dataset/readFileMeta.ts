import type dicomParser from 'dicom-parser';
import { elementHeader } from './elementHeader.js';
import type { DicomLimits } from './limits.js';
import { littleEndianByteArrayParser as parser } from './parserParts.js';
import { broken, truncated } from './structureError.js';

/** The File Meta Information of a file (PS3.10 7.1). */
export interface FileMeta {
  /** By tag as `x0002EEEE`; empty where the file has none. */
  elements: dicomParser.DataSet['elements'];
  /** Transfer Syntax UID (0002,0010). */
  transferSyntaxUid: string | undefined;
  /** Where the data set begins. */
  end: number;
}

const explicitLittle = { explicit: true, bigEndian: false };

/**
 * Reads group 0002 behind the preamble, or at the begin of a file that lost it. Its group length is not trusted: what
 * belongs to it says so.
 *
 * @throws EventEyeError DICOM_TRUNCATED, DICOM_INVALID.
 */
export function readFileMeta(bytes: Uint8Array, limits: DicomLimits): FileMeta {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const elements: FileMeta['elements'] = {};
  let count = 0;
  let at = bytes.length >= 132 && view.getUint32(128) === 0x4449434d ? 132 : 0;
  while (at + 8 <= bytes.length && view.getUint16(at, true) === 0x0002) {
    const header = elementHeader(view, at, bytes.length, explicitLittle);
    if (!header || header.dataOffset + header.length > bytes.length) throw truncated();
    if (++count > limits.maxElements) throw broken(`holds more than ${limits.maxElements} elements`);
    const { tag, length, dataOffset } = header;
    const key = `x${tag.toString(16).padStart(8, '0')}`;
    // The data set behind it may be big endian; group 0002 never is.
    elements[key] ??= { tag: key, vr: header.vr ?? 'UN', length, dataOffset, parser };
    at = dataOffset + length;
  }
  const uid = elements.x00020010;
  const text =
    uid && Buffer.from(bytes.buffer, bytes.byteOffset + uid.dataOffset, uid.length).toString('latin1');
  return { elements, transferSyntaxUid: text?.replace(/[\0\s]+/g, '') || undefined, end: at };
}
