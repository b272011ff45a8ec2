type Read = (view: DataView, offset: number, isLittleEndian: boolean) => number;

const binary: Record<string, [size: number, read: Read]> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => view.getFloat32(at, little)],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
  // Beyond 2^53 they lose digits, as any number here.
  UV: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  SV: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
};

/** Values of a binary numeric VR (PS3.5 6.2), what is left over cut off; `undefined` for a VR of text. */
export function readNumbers(bytes: Uint8Array, vr: string, isLittleEndian: boolean): number[] | undefined {
  const entry = binary[vr];
  if (!entry) return undefined;
  const [size, read] = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
    read(view, i * size, isLittleEndian),
  );
}
