import { detectImageKind } from '@eventeye/core';

/** Bytes of a file's begin that tell an archive from an image. */
export const headBytes = 256;

/**
 * True for a zip archive, told by its first bytes: a local file header, an empty archive's end, or the mark of a split one
 * (APPNOTE 4.3.7, 4.3.16, 8.5.3). The preamble of a DICOM file may hold anything, so that is looked for first.
 */
export function isZip(head: Uint8Array): boolean {
  if (head[0] !== 0x50 || head[1] !== 0x4b || detectImageKind(head) === 'dicom') return false;
  return [0x0403, 0x0605, 0x0807].includes(head[2]! + 256 * head[3]!);
}
