import { readDataset } from '../../dataset/readDataset.js';
import { type ElementNode, encodingOf, readElementTree } from '../elementTree.js';
import { encodeElements, joined } from '../encodeElements.js';
import { fileMeta } from '../fileMeta.js';

/** Puts elements into a file, in place of those of the same tag; the source's AE title goes into the meta header. */
export function plant(file: Uint8Array, planted: readonly ElementNode[]): Uint8Array {
  const dataset = readDataset(file);
  const tags = new Set(planted.map(({ tag }) => tag));
  const kept = readElementTree(dataset).filter(({ tag }) => !tags.has(tag));
  return joined([
    fileMeta({
      sopClassUid: dataset.string('x00080016'),
      sopInstanceUid: dataset.string('x00080018'),
      transferSyntaxUid: dataset.transferSyntax.uid,
    }),
    ...encodeElements([...kept, ...planted], encodingOf(dataset)),
  ]);
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
