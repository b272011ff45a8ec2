import { ascii } from './dummyValue.js';
import type { ElementNode } from './elementTree.js';
import { encodeElements, joined, lengthOf } from './encodeElements.js';

/** The same names that `writeInstance` gives this implementation. */
const implementationClassUid = '2.25.305132450215811203271874411620153371214';
const implementationVersionName = 'EVENTEYE_1';

/**
 * Preamble of zeros and a File Meta Information (PS3.10 7.1) made anew, always Explicit VR Little Endian. Titles of
 * application entities and private information of the source are not taken over.
 */
export function fileMeta(meta: {
  sopClassUid: string | undefined;
  sopInstanceUid: string | undefined;
  transferSyntaxUid: string;
}): Uint8Array {
  const uid = (tag: number, value: string | undefined): ElementNode[] =>
    value ? [{ tag, vr: 'UI', value: ascii(value) }] : [];
  const encoding = { explicit: true, bigEndian: false };
  const elements = encodeElements(
    [
      { tag: 0x00020001, vr: 'OB', value: new Uint8Array([0, 1]) },
      ...uid(0x00020002, meta.sopClassUid),
      ...uid(0x00020003, meta.sopInstanceUid),
      ...uid(0x00020010, meta.transferSyntaxUid),
      ...uid(0x00020012, implementationClassUid),
      { tag: 0x00020013, vr: 'SH', value: ascii(implementationVersionName) },
    ],
    encoding,
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, lengthOf(elements), true);
  const preamble = new Uint8Array(132);
  preamble.set(ascii('DICM'), 128);
  return joined([
    preamble,
    ...encodeElements([{ tag: 0x00020000, vr: 'UL', value: length }], encoding),
    ...elements,
  ]);
}
