/** Bits after the point of the constants below, and of the values between the two passes for 12-bit samples. */
const constantBits = 13;
const passBits = 1;

/** Cosines of the factorisation, times 2^13. */
const c0298 = 2446;
const c0390 = 3196;
const c0541 = 4433;
const c0765 = 6270;
const c0899 = 7373;
const c1175 = 9633;
const c1501 = 12_299;
const c1847 = 15_137;
const c1961 = 16_069;
const c2053 = 16_819;
const c2562 = 20_995;
const c3072 = 25_172;

/**
 * The inverse cosine transform of an 8 x 8 block in place, by the scaled integer method of Loeffler, Ligtenberg and
 * Moschytz (ICASSP 1989), with the constants and rounding of the Independent JPEG Group's accurate method for 12 bits,
 * so that samples are the same as those of the decoders built on it.
 */
export function inverseCosine(block: Int32Array): void {
  for (let column = 0; column < 8; column++) transform(block, column, 8, constantBits - passBits, passBits);
  for (let row = 0; row < 64; row += 8)
    transform(block, row, 1, constantBits + passBits + 3, -(passBits + 3));
}

/** One line of eight values, `step` apart; `shift` bits are rounded away. */
function transform(block: Int32Array, at: number, step: number, shift: number, flat: number): void {
  const v1 = block[at + step]!;
  const v2 = block[at + 2 * step]!;
  const v3 = block[at + 3 * step]!;
  const v4 = block[at + 4 * step]!;
  const v5 = block[at + 5 * step]!;
  const v6 = block[at + 6 * step]!;
  const v7 = block[at + 7 * step]!;
  if ((v1 | v2 | v3 | v4 | v5 | v6 | v7) === 0) {
    const value = flat > 0 ? block[at]! << flat : (block[at]! + (1 << (-flat - 1))) >> -flat;
    for (let i = 0; i < 8; i++) block[at + i * step] = value;
    return;
  }
  const half = 1 << (shift - 1);
  // Math.imul and |0 keep the engine on 32-bit integers.
  const e = Math.imul(v2 + v6, c0541);
  const e2 = (e - Math.imul(v6, c1847)) | 0;
  const e3 = (e + Math.imul(v2, c0765)) | 0;
  const e0 = (block[at]! + v4) << constantBits;
  const e1 = (block[at]! - v4) << constantBits;
  const even0 = (e0 + e3 + half) | 0;
  const even3 = (e0 - e3 + half) | 0;
  const even1 = (e1 + e2 + half) | 0;
  const even2 = (e1 - e2 + half) | 0;
  const z5 = Math.imul(v7 + v3 + v5 + v1, c1175);
  const z1 = Math.imul(v7 + v1, -c0899);
  const z2 = Math.imul(v5 + v3, -c2562);
  const z3 = (Math.imul(v7 + v3, -c1961) + z5) | 0;
  const z4 = (Math.imul(v5 + v1, -c0390) + z5) | 0;
  const odd0 = (Math.imul(v7, c0298) + z1 + z3) | 0;
  const odd1 = (Math.imul(v5, c2053) + z2 + z4) | 0;
  const odd2 = (Math.imul(v3, c3072) + z2 + z3) | 0;
  const odd3 = (Math.imul(v1, c1501) + z1 + z4) | 0;
  block[at] = (even0 + odd3) >> shift;
  block[at + 7 * step] = (even0 - odd3) >> shift;
  block[at + step] = (even1 + odd2) >> shift;
  block[at + 6 * step] = (even1 - odd2) >> shift;
  block[at + 2 * step] = (even2 + odd1) >> shift;
  block[at + 5 * step] = (even2 - odd1) >> shift;
  block[at + 3 * step] = (even3 + odd0) >> shift;
  block[at + 4 * step] = (even3 - odd0) >> shift;
}
