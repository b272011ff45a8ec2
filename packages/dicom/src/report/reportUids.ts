import { keyedPseudonyms } from '../deidentify/pseudonyms.js';

/** What the UIDs of the objects written of one analysis are made for. */
export type UidPurpose =
  | 'report-series'
  | 'report'
  | 'capture-series'
  | 'capture'
  | `tracking-${number}`
  | 'tracking-image';

/**
 * UIDs under 2.25 (PS3.5 B.2) by a keyed hash: the same analysis always gives the same objects, so an archive that gets them
 * twice keeps one, and another installation never gives the same.
 *
 * @param key at least 16 bytes, of the installation. Throws TypeError when shorter.
 */
export function reportUids(key: Uint8Array, analysisId: string): (purpose: UidPurpose) => string {
  const pseudonyms = keyedPseudonyms(key);
  return (purpose) => pseudonyms.uid(`${purpose}\0${analysisId}`);
}

/** The UID of the model as an observer (TID 1004): the same model is the same device on every installation. */
export function modelUid(modelSha256: string): string {
  return `2.25.${BigInt(`0x${modelSha256.slice(0, 32)}`)}`;
}
