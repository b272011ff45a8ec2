import type { Pseudonyms } from './pseudonyms.js';

/** UIDs that DICOM itself registers name classes and well-known objects, and stay. */
export function remapUids(pseudonyms: Pseudonyms, value: Uint8Array): string {
  return Buffer.from(value)
    .toString('latin1')
    .split('\\')
    .map((part) => part.replace(/[\0 ]+$/, '').trim())
    .map((uid) => (uid === '' || /^1\.2\.840\.10008\.[0-9.]{1,50}$/.test(uid) ? uid : pseudonyms.uid(uid)))
    .join('\\');
}
