/**
 * Gives each pixel of YBR_FULL_422 (PS3.3 C.7.6.3.1.2) the colour that it shares with its neighbour.
 *
 * @param shared two luminances, then one of each chrominance, for every two pixels.
 * @returns three samples a pixel.
 */
export function expandChroma(shared: Uint8Array): Uint8Array {
  const out = new Uint8Array((shared.length / 2) * 3);
  for (let from = 0, to = 0; to < out.length; from += 4, to += 6) {
    out[to] = shared[from]!;
    out[to + 3] = shared[from + 1]!;
    out[to + 1] = out[to + 4] = shared[from + 2]!;
    out[to + 2] = out[to + 5] = shared[from + 3]!;
  }
  return out;
}
