import type { AttentionMap } from '../types.js';

/**
 * Attention at every pixel of the image it explains. The map covers the model's square input, `content` says which part of it
 * the image fills; so a pixel's centre is carried into the square and read there between the centres of the cells, by
 * Catmull-Rom splines, the outermost cells going on beyond their centres.
 *
 * @param width pixels of the image; `height` likewise.
 * @returns `height * width` values from 0 to 255.
 */
export function enlargeAttention(map: AttentionMap, width: number, height: number): Uint8ClampedArray {
  const { columns, rows, values, content } = map;
  const across = interpolation(width, columns, content.left, content.width);
  const down = interpolation(height, rows, content.top, content.height);
  const lines = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let tap = 4 * x; tap < 4 * x + 4; tap++)
        sum += values[row * columns + across.cells[tap]!]! * across.weights[tap]!;
      lines[row * width + x] = sum;
    }
  }
  const out = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    const [a, b, c, d] = down.cells.subarray(4 * y, 4 * y + 4) as unknown as [number, number, number, number];
    const [wa, wb, wc, wd] = down.weights.subarray(4 * y, 4 * y + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    for (let x = 0, at = y * width; x < width; x++, at++) {
      out[at] =
        lines[a * width + x]! * wa +
        lines[b * width + x]! * wb +
        lines[c * width + x]! * wc +
        lines[d * width + x]! * wd;
    }
  }
  return out;
}

/** For each of the pixels along a side: the four cells around its centre and what each counts. */
function interpolation(pixels: number, cells: number, start: number, size: number) {
  const taps = { cells: new Int32Array(4 * pixels), weights: new Float32Array(4 * pixels) };
  for (let pixel = 0; pixel < pixels; pixel++) {
    const position = (start + (size * (pixel + 0.5)) / pixels) * cells - 0.5;
    const before = Math.floor(position);
    const weights = catmullRom(position - before);
    for (let tap = 0; tap < 4; tap++) {
      taps.cells[4 * pixel + tap] = Math.min(cells - 1, Math.max(0, before - 1 + tap));
      taps.weights[4 * pixel + tap] = weights[tap]!;
    }
  }
  return taps;
}

/** Weights of four neighbours for a point `t` of the way from the second to the third. */
function catmullRom(t: number): [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  return [
    -0.5 * t + t2 - 0.5 * t3,
    1 - 2.5 * t2 + 1.5 * t3,
    0.5 * t + 2 * t2 - 1.5 * t3,
    -0.5 * t2 + 0.5 * t3,
  ];
}
