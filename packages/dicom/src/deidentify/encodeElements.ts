import { EventEyeError } from '@eventeye/core';
import { type ElementNode, type Encoding, pixelDataTag } from './elementTree.js';
import { longVrs } from './valueRepresentation.js';

/**
 * Encodes elements of any VR in any transfer syntax of PS3.5 but video, ascending by tag. Sequences and items get
 * defined lengths; encapsulated pixel data is written as it was, fragment by fragment.
 *
 * @returns pieces in order, so that pixel data is not copied before the file is put together.
 * @throws EventEyeError DICOM_INVALID for a value that is too long for its VR.
 */
export function encodeElements(elements: readonly ElementNode[], encoding: Encoding): Uint8Array[] {
  return [...elements].sort((a, b) => a.tag - b.tag).flatMap((element) => encodeElement(element, encoding));
}

function encodeElement(element: ElementNode, encoding: Encoding): Uint8Array[] {
  if (element.items) {
    const body = element.items.flatMap((item) => {
      const content = encodeElements(item, encoding);
      return [itemHeader(lengthOf(content), encoding), ...content];
    });
    return [elementHeader(element.tag, 'SQ', lengthOf(body), encoding), ...body];
  }
  if (element.encapsulated) {
    return [elementHeader(pixelDataTag, element.vr, 0xffffffff, encoding), element.value];
  }
  const value = element.value.length % 2 === 0 ? element.value : padded(element);
  return [elementHeader(element.tag, element.vr, value.length, encoding), value];
}

function elementHeader(tag: number, vr: string, length: number, { explicit, bigEndian }: Encoding) {
  const long = !explicit || longVrs.has(vr);
  const out = new Uint8Array(explicit && long ? 12 : 8);
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, !bigEndian);
  view.setUint16(2, tag & 0xffff, !bigEndian);
  if (!explicit) {
    view.setUint32(4, length, !bigEndian);
    return out;
  }
  out[4] = vr.charCodeAt(0);
  out[5] = vr.charCodeAt(1);
  if (long) view.setUint32(8, length, !bigEndian);
  else if (length > 0xffff) throw tooLong();
  else view.setUint16(6, length, !bigEndian);
  return out;
}

/** An odd length at the limit, which leaves no room for the padding. */
const tooLong = () =>
  new EventEyeError(
    'DICOM_INVALID',
    'A value of the DICOM data set is too long for its VR. Export it again.',
  );

function itemHeader(length: number, { bigEndian }: Encoding): Uint8Array {
  const out = new Uint8Array(8);
  const view = new DataView(out.buffer);
  view.setUint16(0, 0xfffe, !bigEndian);
  view.setUint16(2, 0xe000, !bigEndian);
  view.setUint32(4, length, !bigEndian);
  return out;
}

/** PS3.5 6.2: text is padded with a space, UIDs and bytes with null. */
function padded({ vr, value }: ElementNode): Uint8Array {
  const out = new Uint8Array(value.length + 1);
  out.set(value);
  out[value.length] = /^(UI|O[BDFLVW]|UN)$/.test(vr) ? 0 : 0x20;
  return out;
}

/** Bytes of several pieces together. */
export function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}

/** The pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(lengthOf(pieces));
  let offset = 0;
  for (const piece of pieces) {
    out.set(piece, offset);
    offset += piece.length;
  }
  return out;
}
