/**
 * Gives each pixel of native YBR_FULL_422 or YBR_PARTIAL_422 its own colour: two pixels of a row share one pair of
 * differences, stored Y1 Y2 Cb Cr (PS3.3 C.7.6.3.1.2).
 *
 * @param stored `2 * pixels` 8-bit samples, an even number of pixels in a row.
 * @returns `3 * pixels` samples, Y Cb Cr of a pixel together.
 */
export function upsample422(stored: Uint8Array): Uint8Array {
  const out = new Uint8Array((stored.length / 2) * 3);
  for (let from = 0, to = 0; from + 3 < stored.length; from += 4, to += 6) {
    const cb = stored[from + 2]!;
    const cr = stored[from + 3]!;
    out[to] = stored[from]!;
    out[to + 1] = cb;
    out[to + 2] = cr;
    out[to + 3] = stored[from + 1]!;
    out[to + 4] = cb;
    out[to + 5] = cr;
  }
  return out;
}
