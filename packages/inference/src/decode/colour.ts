/** Mean of (max - min) / 255 over pixels: 0 for grey pictures stored as colour. */
export function colourSaturation(rgb: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < rgb.length; i += 3) {
    const [r, g, b] = [rgb[i]!, rgb[i + 1]!, rgb[i + 2]!];
    sum += Math.max(r, g, b) - Math.min(r, g, b);
  }
  return rgb.length === 0 ? 0 : sum / 255 / (rgb.length / 3);
}
