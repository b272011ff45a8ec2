import { deflateRawSync } from 'node:zlib';
import { type ElementNode, encodingOf } from './elementTree.js';
import { encodeElements, joined } from './encodeElements.js';
import { fileMeta } from './fileMeta.js';

const deflated = '1.2.840.10008.1.2.1.99';

/** A DICOM Part 10 file (PS3.10 7) of the given elements, in any transfer syntax of `TransferSyntax`. */
export function encodeFile(
  elements: readonly ElementNode[],
  meta: {
    sopClassUid: string | undefined;
    sopInstanceUid: string | undefined;
    transferSyntax: { uid: string; bigEndian: boolean };
  },
): Uint8Array {
  const { transferSyntax } = meta;
  const pieces = encodeElements(elements, encodingOf(transferSyntax));
  const body = transferSyntax.uid === deflated ? [deflate(joined(pieces))] : pieces;
  return joined([fileMeta({ ...meta, transferSyntaxUid: transferSyntax.uid }), ...body]);
}

/** PS3.5 A.5: padded to an even length. The level is fixed, so that the same input gives the same bytes. */
function deflate(bytes: Uint8Array): Uint8Array {
  const out = deflateRawSync(bytes, { level: 6 });
  return out.length % 2 === 0 ? out : joined([out, new Uint8Array(1)]);
}
