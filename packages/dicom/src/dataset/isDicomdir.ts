/** Media Storage Directory Storage, PS3.3 F: the SOP class of a DICOMDIR. */
const directorySopClass = '1.2.840.10008.1.3.10';

/** True for a DICOMDIR, told by the Media Storage SOP Class UID (0002,0002) of its meta header (PS3.10 7.1). */
export function isDicomdir(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (head.slice(128, 132) !== 'DICM') return false;
  const element = head.indexOf('\x02\x00\x02\x00UI', 132);
  if (element < 0) return false;
  const length = head.charCodeAt(element + 6) + 256 * head.charCodeAt(element + 7);
  return head.slice(element + 8, element + 8 + length).replace(/[\0 ]+$/, '') === directorySopClass;
}
