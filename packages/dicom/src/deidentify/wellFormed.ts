const numberBytes: Record<string, number> = {
  AT: 4,
  FD: 8,
  FL: 4,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
};

/** Character repertoires of PS3.5 6.2; CS also with the small letters and signs that scanners write. */
const repertoires: Record<string, RegExp> = {
  AS: /^[0-9DWMY]*$/,
  CS: /^[A-Za-z0-9_\- .+/]*$/,
  DS: /^[0-9+\-.eE]*$/,
  IS: /^[0-9+-]*$/,
  TM: /^[0-9:.]*$/,
  UI: /^[0-9.]*$/,
};

/** Whether a value can be nothing but what its VR says; false for VRs that hold free text or bytes. */
export function isWellFormed(vr: string, value: Uint8Array): boolean {
  const size = numberBytes[vr];
  if (size) return value.length % size === 0;
  const repertoire = repertoires[vr];
  if (!repertoire) return false;
  const limit = vr === 'UI' ? 64 : 32;
  return Buffer.from(value)
    .toString('latin1')
    .split('\\')
    .map((part) => part.replace(/^[ ]+|[\0 ]+$/g, ''))
    .every((part) => part.length <= limit && repertoire.test(part));
}
