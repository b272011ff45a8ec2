import { isVr, longVrs } from '../deidentify/valueRepresentation.js';

/** How elements are written: with or without VR, and in which byte order. */
export interface ElementCoding {
  explicit: boolean;
  bigEndian: boolean;
}

/** What stands before a value (PS3.5 7.1). */
export interface ElementHeader {
  /** `0xGGGGEEEE`. */
  tag: number;
  /** As written; `undefined` in an implicit syntax. */
  vr: string | undefined;
  /** In bytes; `undefinedLength` where a delimiter ends the value. */
  length: number;
  /** Where the value begins. */
  dataOffset: number;
}

export const undefinedLength = 0xffffffff;
export const itemTag = 0xfffee000;
export const itemEnd = 0xfffee00d;
export const sequenceEnd = 0xfffee0dd;

/**
 * Reads tag, VR and length of one element. An element without a VR amid explicit ones is read as an implicit one: some
 * writers copy private elements that way.
 *
 * @returns `undefined` where the file ends within it.
 */
export function elementHeader(
  view: DataView,
  at: number,
  end: number,
  { explicit, bigEndian }: ElementCoding,
): ElementHeader | undefined {
  if (at + 8 > end) return undefined;
  const little = !bigEndian;
  const tag = view.getUint16(at, little) * 0x10000 + view.getUint16(at + 2, little);
  const vr = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5));
  if (!explicit || (tag >= 0xfffe0000 && tag < 0xffff0000) || !/^[A-Z]{2}$|^\?\?$/.test(vr)) {
    return { tag, vr: undefined, length: view.getUint32(at + 4, little), dataOffset: at + 8 };
  }
  const short = { tag, vr, length: view.getUint16(at + 6, little), dataOffset: at + 8 };
  if (isVr(vr) && !longVrs.has(vr)) return short;
  if (at + 12 > end) return isVr(vr) ? undefined : short;
  const long = { tag, vr, length: view.getUint32(at + 8, little), dataOffset: at + 12 };
  if (isVr(vr)) return long;
  // A VR of a later edition takes 32 bits after two zeros (PS3.5 6.2); an invented one mostly 16 bits.
  const isLong =
    short.length === 0 && plausible(view, long.dataOffset + long.length, end, { explicit, bigEndian }, tag);
  return { ...(isLong ? long : short), vr: 'UN' };
}

/** Whether an element that may follow `after` begins here, or a delimiter, or nothing more. */
export function plausible(
  view: DataView,
  at: number,
  end: number,
  { explicit, bigEndian }: ElementCoding,
  after: number,
): boolean {
  if (at === end) return true;
  if (at + 8 > end) return false;
  const little = !bigEndian;
  const tag = view.getUint16(at, little) * 0x10000 + view.getUint16(at + 2, little);
  if (tag === itemEnd || tag === sequenceEnd) return true;
  if (tag <= after) return false;
  if (explicit) return isVr(String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5)));
  const length = view.getUint32(at + 4, little);
  return length === undefinedLength || at + 8 + length <= end;
}
