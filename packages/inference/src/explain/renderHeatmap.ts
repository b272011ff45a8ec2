import sharp from 'sharp';
import type { AttentionMap } from '../types.js';

/** Turbo-like stops from low to high: violet, blue, green, yellow, red; readable over grey tissue. */
const stops: readonly [number, number, number][] = [
  [48, 18, 59],
  [70, 134, 251],
  [27, 229, 181],
  [251, 185, 56],
  [215, 35, 12],
];

/**
 * Draws an attention map as colour over transparency.
 *
 * @param width pixels of the image the map explains; `height` likewise.
 * @returns an RGBA PNG of that size; fully transparent where there is no attention.
 */
export async function renderHeatmap(map: AttentionMap, width: number, height: number): Promise<Uint8Array> {
  const smooth = await enlarge(map, width, height);
  const rgba = new Uint8Array(width * height * 4);
  // One 32-bit word a pixel.
  const words = new Uint32Array(rgba.buffer);
  for (let i = 0; i < words.length; i++) words[i] = palette[smooth[i]!]!;
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** Colour and opacity of every value, in the order of bytes that this machine stores a word in. */
const palette = new Uint32Array(
  Uint8Array.from({ length: 256 * 4 }, (_, i) => {
    const value = i >> 2;
    return i % 4 === 3 ? Math.round(value * 0.7) : colourOf(value / 255)[i % 4]!;
  }).buffer,
);

/** Enlarges the map to the model's square input, cuts out the image's part of it and fits that to the image. */
async function enlarge(
  { columns, rows, values, content }: AttentionMap,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const fullWidth = Math.max(1, Math.round(width / content.width));
  const fullHeight = Math.max(1, Math.round(height / content.height));
  const left = Math.min(fullWidth - 1, Math.round(content.left * fullWidth));
  const top = Math.min(fullHeight - 1, Math.round(content.top * fullHeight));
  return sharp(values, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(fullWidth, fullHeight, { fit: 'fill', kernel: 'cubic' })
    .extract({
      left,
      top,
      width: Math.min(width, fullWidth - left),
      height: Math.min(height, fullHeight - top),
    })
    .extend({
      right: Math.max(0, width - (fullWidth - left)),
      bottom: Math.max(0, height - (fullHeight - top)),
      background: '#000',
    })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

function colourOf(value: number): [number, number, number] {
  const position = Math.min(1, Math.max(0, value)) * (stops.length - 1);
  const lower = Math.min(stops.length - 2, Math.floor(position));
  const part = position - lower;
  const [from, to] = [stops[lower]!, stops[lower + 1]!];
  const mix = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * part);
  return [mix(0), mix(1), mix(2)];
}
