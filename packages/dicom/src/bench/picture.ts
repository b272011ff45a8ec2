/**
 * A made-up slice: smooth tissue with edges, and noise as a scanner has it, so that codecs meet neither a flat picture
 * nor pure noise. The same values every time.
 *
 * @returns `size * size` values of 12 bits.
 */
export function picture(size: number): Uint16Array {
  const out = new Uint16Array(size * size);
  let state = 12_345;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = (column / size) * 2 - 1;
      const y = (row / size) * 2 - 1;
      const body = (x * x) / 0.8 + (y * y) / 0.6 < 1;
      const inner = (x - 0.2) ** 2 + (y + 0.1) ** 2 < 0.12;
      const signal = body ? 900 + 400 * Math.sin(7 * x + 3 * y) * Math.cos(5 * y) + (inner ? 1100 : 0) : 40;
      const noise = (random() + random() + random() + random() - 2) * (body ? 40 : 20);
      out[row * size + column] = Math.max(0, Math.min(4095, Math.round(signal + noise)));
    }
  }
  return out;
}
