import { isVr } from '../deidentify/valueRepresentation.js';

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const explicitBigEndian = '1.2.840.10008.1.2.2';

/**
 * Tells by the first element how a data set is written: its group's byte order, and whether letters of a VR follow.
 *
 * @returns `undefined` for what can not begin a data set.
 */
export function guessTransferSyntax(bytes: Uint8Array, at: number): string | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.byteLength - at);
  const isExplicit = isVr(String.fromCharCode(view.getUint8(4), view.getUint8(5)));
  if (isFirstGroup(view.getUint16(0, true))) {
    if (isExplicit) return explicitLittleEndian;
    const length = view.getUint32(4, true);
    return length === 0xffffffff || length <= view.byteLength - 8 ? implicitLittleEndian : undefined;
  }
  return isExplicit && isFirstGroup(view.getUint16(0, false)) ? explicitBigEndian : undefined;
}

/** Data sets begin with group 0008 nearly always; what lost it begins with another of the image's own groups. */
const isFirstGroup = (group: number) => [0x0004, 0x0008, 0x0010, 0x0018, 0x0020, 0x0028].includes(group);
