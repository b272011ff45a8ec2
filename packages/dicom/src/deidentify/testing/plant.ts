import { readDataset } from '../../dataset/readDataset.js';
import { type ElementNode, readElementTree } from '../elementTree.js';
import { encodeFile } from '../encodeFile.js';

/** Puts elements into a file, in place of those of the same tag. */
export function plant(file: Uint8Array, planted: readonly ElementNode[]): Uint8Array {
  const dataset = readDataset(file);
  const tags = new Set(planted.map(({ tag }) => tag));
  const kept = readElementTree(dataset).filter(({ tag }) => !tags.has(tag));
  return encodeFile([...kept, ...planted], {
    sopClassUid: dataset.string('x00080016'),
    sopInstanceUid: dataset.string('x00080018'),
    transferSyntax: dataset.transferSyntax,
  });
}

/** An element with the bytes of a text in the given character encoding. */
export function textElement(
  tag: number,
  vr: string,
  value: string | Uint8Array,
  encoding: BufferEncoding = 'utf8',
): ElementNode {
  return { tag, vr, value: typeof value === 'string' ? new Uint8Array(Buffer.from(value, encoding)) : value };
}

/** A sequence of the given items. */
export function sequence(tag: number, ...items: ElementNode[][]): ElementNode {
  return { tag, vr: 'SQ', value: new Uint8Array(0), items };
}
