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

/** Mean of (max - min) / 255 over pixels: 0 for grey pictures stored as colour. */
export function colourSaturation(rgb: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < rgb.length; i += 3) {
    const [r, g, b] = [rgb[i]!, rgb[i + 1]!, rgb[i + 2]!];
    sum += Math.max(r, g, b) - Math.min(r, g, b);
  }
  return rgb.length === 0 ? 0 : sum / 255 / (rgb.length / 3);
}
