/** Turbo-like stops from low to high: violet, blue, green, yellow, red; readable over grey tissue. */
const stops: readonly [number, number, number][] = [
  [48, 18, 59],
  [70, 134, 251],
  [27, 229, 181],
  [251, 185, 56],
  [215, 35, 12],
];

/** Red, green and blue of every attention value from 0 to 255, one after another. */
export const attentionColours = Uint8Array.from({ length: 256 * 3 }, (_, i) =>
  colourOf(Math.floor(i / 3) / 255, (i % 3) as 0 | 1 | 2),
);

/**
 * Opacity of every attention value: nothing where there is none, rising evenly.
 *
 * @param most opacity of the strongest, from 0 to 1.
 * @returns 256 values from 0 to 255.
 */
export function attentionOpacity(most: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) => Math.round(value * most));
}

function colourOf(value: number, channel: 0 | 1 | 2): number {
  const position = value * (stops.length - 1);
  const lower = Math.min(stops.length - 2, Math.floor(position));
  const [from, to] = [stops[lower]![channel], stops[lower + 1]![channel]];
  return Math.round(from + (to - from) * (position - lower));
}
