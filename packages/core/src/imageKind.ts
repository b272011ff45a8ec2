/** What an upload is, told by its content. The name of a file and the sender's media type are never trusted. */
export type ImageKind = 'dicom' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'bmp';

/** The media type to serve original bytes of a kind with. */
export const mediaTypeOf: Record<ImageKind, string> = {
  dicom: 'application/dicom',
  png: 'image/png',
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
  webp: 'image/webp',
  bmp: 'image/bmp',
};

/** The file extension under which a kind is stored. */
export const extensionOf: Record<ImageKind, string> = {
  dicom: 'dcm',
  png: 'png',
  jpeg: 'jpg',
  tiff: 'tif',
  webp: 'webp',
  bmp: 'bmp',
};

/**
 * Tells the kind of an image from its first bytes.
 *
 * DICOM is recognised by `DICM` at offset 128 (PS3.10 7.1), or, without a preamble, by a first element of group
 * 0002 or 0008 that reads as explicit or implicit little endian: some archives store bare data sets.
 *
 * @returns the kind, or `null` when the bytes are none of the supported kinds.
 */
export function detectImageKind(bytes: Uint8Array): ImageKind | null {
  const has = (offset: number, signature: readonly number[]) =>
    bytes.length >= offset + signature.length && signature.every((byte, i) => bytes[offset + i] === byte);
  if (has(128, [0x44, 0x49, 0x43, 0x4d])) return 'dicom';
  if (has(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (has(0, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (has(0, [0x49, 0x49, 0x2a, 0x00]) || has(0, [0x4d, 0x4d, 0x00, 0x2a])) return 'tiff';
  if (has(0, [0x52, 0x49, 0x46, 0x46]) && has(8, [0x57, 0x45, 0x42, 0x50])) return 'webp';
  if (has(0, [0x42, 0x4d]) && looksLikeBmp(bytes)) return 'bmp';
  if (looksLikeBareDataset(bytes)) return 'dicom';
  return null;
}

/** `BM` alone also begins plain text, so the header size field must be one that exists. */
function looksLikeBmp(bytes: Uint8Array): boolean {
  if (bytes.length < 26) return false;
  const headerSize = new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true);
  return [12, 16, 40, 52, 56, 64, 108, 124].includes(headerSize);
}

function looksLikeBareDataset(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const group = view.getUint16(0, true);
  const element = view.getUint16(2, true);
  if (group !== 0x0002 && group !== 0x0008) return false;
  if (element > 0x0070) return false;
  const explicit = /^[A-Z]{2}$/.test(String.fromCharCode(bytes[4]!, bytes[5]!));
  if (explicit) return true;
  const length = view.getUint32(4, true);
  return length <= 64 && 8 + length < bytes.length;
}
