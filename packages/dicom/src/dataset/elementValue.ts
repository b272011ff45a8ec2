/** A value of one element; several values are an array. */
export type ElementValue = string | number | readonly (string | number)[] | Uint8Array;

const numeric: Record<string, [bytes: number, put: (view: DataView, offset: number, value: number) => void]> =
  {
    US: [2, (view, offset, value) => view.setUint16(offset, value, true)],
    SS: [2, (view, offset, value) => view.setInt16(offset, value, true)],
    UL: [4, (view, offset, value) => view.setUint32(offset, value, true)],
    SL: [4, (view, offset, value) => view.setInt32(offset, value, true)],
    FL: [4, (view, offset, value) => view.setFloat32(offset, value, true)],
    FD: [8, (view, offset, value) => view.setFloat64(offset, value, true)],
  };

/** The longest value in characters of the text VRs, PS3.5 6.2. */
const longest: Record<string, number> = {
  AE: 16,
  AS: 4,
  CS: 16,
  DA: 8,
  DS: 16,
  DT: 26,
  IS: 12,
  LO: 64,
  LT: 10_240,
  PN: 324,
  SH: 16,
  ST: 1024,
  TM: 14,
  UI: 64,
  UT: 0xfffffffe,
};

/**
 * Encodes a value of a VR in little endian, padded to an even length (PS3.5 6.2). Text is UTF-8: the data set says
 * ISO_IR 192 where it leaves ASCII.
 *
 * @throws TypeError when the value does not fit the VR.
 */
export function encodeValue(vr: string, value: ElementValue): Uint8Array {
  if (value instanceof Uint8Array) return padded(value, 0);
  const values = Array.isArray(value) ? (value as readonly (string | number)[]) : [value as string | number];
  const binary = numeric[vr];
  if (binary) {
    const [size, put] = binary;
    const out = new Uint8Array(size * values.length);
    const view = new DataView(out.buffer);
    values.forEach((one, i) => {
      put(view, i * size, Number(one));
    });
    return out;
  }
  const limit = longest[vr];
  if (limit === undefined) throw new TypeError(`VR ${vr} is not written from text.`);
  const texts = values.map((one) => {
    const text = vr === 'DS' && typeof one === 'number' ? decimalString(one) : String(one);
    if (text.length > limit) throw new TypeError(`A value of VR ${vr} is longer than ${limit} characters.`);
    return text;
  });
  return padded(new TextEncoder().encode(texts.join('\\')), vr === 'UI' ? 0 : 0x20);
}

/** The nearest decimal of at most 16 characters (PS3.5 6.2, VR DS). */
export function decimalString(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('A decimal string holds finite numbers only.');
  const plain = String(value);
  if (plain.length <= 16) return plain;
  for (let digits = 15; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  return value.toExponential(8);
}

function padded(bytes: Uint8Array, pad: number): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  out[bytes.length] = pad;
  return out;
}
