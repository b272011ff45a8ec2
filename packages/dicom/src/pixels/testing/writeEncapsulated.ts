import type { ElementNode } from '../../deidentify/elementTree.js';
import { encodeFile } from '../../deidentify/encodeFile.js';
import { elementNodes, type InstanceElements } from '../../write/encodeDataset.js';

/** How a file says where its frames begin. */
export type OffsetTable = 'none' | 'basic' | 'extended';

/**
 * Writes an instance of compressed frames (PS3.5 A.4), each of one or more fragments.
 *
 * @param frames fragments of each frame; those of odd length are padded.
 */
export function writeEncapsulated(
  elements: InstanceElements,
  transferSyntaxUid: string,
  frames: readonly (readonly Uint8Array[])[],
  table: OffsetTable = 'basic',
): Uint8Array {
  const offsets: number[] = [];
  const items: Uint8Array[] = [];
  let offset = 0;
  for (const frame of frames) {
    offsets.push(offset);
    for (const fragment of frame) {
      const one = item(fragment);
      items.push(one);
      offset += one.length;
    }
  }
  const basic = table === 'basic' ? new Uint8Array(Uint32Array.from(offsets).buffer) : new Uint8Array(0);
  const end = Uint8Array.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  const nodes: ElementNode[] = elementNodes(elements);
  if (table === 'extended') {
    const lengths = frames.map((frame) => frame.reduce((sum, { length }) => sum + length, 0));
    nodes.push({ tag: 0x7fe00001, vr: 'OV', value: numbers64(offsets) });
    nodes.push({ tag: 0x7fe00002, vr: 'OV', value: numbers64(lengths) });
  }
  nodes.push({
    tag: 0x7fe00010,
    vr: 'OB',
    value: Buffer.concat([item(basic), ...items, end]),
    encapsulated: true,
  });
  return encodeFile(nodes, {
    sopClassUid: String(elements.SOPClassUID),
    sopInstanceUid: String(elements.SOPInstanceUID),
    transferSyntax: { uid: transferSyntaxUid, bigEndian: false },
  });
}

function item(content: Uint8Array): Uint8Array {
  const length = content.length + (content.length % 2);
  const out = new Uint8Array(8 + length);
  out.set([0xfe, 0xff, 0x00, 0xe0]);
  new DataView(out.buffer).setUint32(4, length, true);
  out.set(content, 8);
  return out;
}

const numbers64 = (values: number[]) => new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
