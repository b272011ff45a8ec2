import { longVrs } from '../../deidentify/valueRepresentation.js';
import { type ElementValue, encodeValue } from '../elementValue.js';

/** One element in Explicit VR Little Endian; a sequence takes items of joined elements. */
export function element(tag: number, vr: string, value: ElementValue | readonly Uint8Array[]): Uint8Array {
  const body =
    vr === 'SQ' ? joined(...(value as Uint8Array[]).map(itemBytes)) : encode(vr, value as ElementValue);
  const isLong = longVrs.has(vr);
  const out = new Uint8Array((isLong ? 12 : 8) + body.length);
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  out.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (isLong) view.setUint32(8, body.length, true);
  else view.setUint16(6, body.length, true);
  out.set(body, isLong ? 12 : 8);
  return out;
}

/** Elements one after another: a bare data set. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function itemBytes(content: Uint8Array): Uint8Array {
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, 0xe000, true);
  view.setUint32(4, content.length, true);
  return joined(header, content);
}

/** Numbers of OW are words. */
function encode(vr: string, value: ElementValue): Uint8Array {
  if (value instanceof Uint8Array) return encodeValue('OB', value);
  return encodeValue(vr === 'OW' ? 'US' : vr, value);
}
