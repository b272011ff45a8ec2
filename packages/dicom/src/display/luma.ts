/**
 * Luma of RGB triples by ITU-R BT.601, as PS3.3 C.7.6.3.1.2 uses it.
 *
 * @param rgb `3 * n` samples.
 * @returns `n` values on the same scale.
 */
export function luma(rgb: Uint8Array): Float32Array {
  const out = new Float32Array(rgb.length / 3);
  for (let i = 0; i < out.length; i++) {
    out[i] = 0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!;
  }
  return out;
}
