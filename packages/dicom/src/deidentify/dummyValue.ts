/** A value that says nothing, of the right form for its VR (action D); numbers and bytes are zeros. */
export function dummyValue(vr: string, length: number): Uint8Array {
  const text = dummies[vr];
  if (text !== undefined) return ascii(text);
  return new Uint8Array(binary.has(vr) ? length : 2);
}

const dummies: Record<string, string> = {
  AE: 'REMOVED',
  AS: '000D',
  CS: 'REMOVED',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: 'REMOVED',
  LT: 'REMOVED',
  PN: 'REMOVED',
  SH: 'REMOVED',
  ST: 'REMOVED',
  TM: '000000',
  UC: 'REMOVED',
  UR: 'urn:removed',
  UT: 'REMOVED',
};
const binary = new Set(['AT', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);

/** Bytes of ASCII text, not padded. */
export function ascii(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
