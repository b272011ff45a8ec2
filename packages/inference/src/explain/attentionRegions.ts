import type { AttentionMap, Region } from '../types.js';

/** Cells from half of the maximum on; the maximum of a map that is not empty is 255. */
const threshold = 128;

/**
 * Joins neighbouring cells of high attention into rectangles in pixels of the image. A cell is a 32nd of the input
 * across: this says where the model looked, not where a lesion ends.
 *
 * @returns the regions by falling score; none for an empty map. Cells beside the image are left out.
 */
export function attentionRegions(map: AttentionMap, width: number, height: number, frame: number): Region[] {
  const { columns, rows, values, content } = map;
  const seen = new Uint8Array(values.length);
  const regions: Region[] = [];
  const toImage = (fraction: number, start: number, size: number, pixels: number) =>
    Math.min(pixels, Math.max(0, ((fraction - start) / size) * pixels));
  for (let first = 0; first < values.length; first++) {
    if (seen[first] || values[first]! < threshold) continue;
    const cells = connected(first, values, columns, rows, seen);
    const xs = cells.map((cell) => cell % columns);
    const ys = cells.map((cell) => Math.floor(cell / columns));
    const x0 = toImage(Math.min(...xs) / columns, content.left, content.width, width);
    const x1 = toImage((Math.max(...xs) + 1) / columns, content.left, content.width, width);
    const y0 = toImage(Math.min(...ys) / rows, content.top, content.height, height);
    const y1 = toImage((Math.max(...ys) + 1) / rows, content.top, content.height, height);
    if (x1 - x0 <= 0 || y1 - y0 <= 0) continue;
    const score = cells.reduce((sum, cell) => sum + values[cell]!, 0) / cells.length / 255;
    regions.push({ x: x0, y: y0, width: x1 - x0, height: y1 - y0, score, frame });
  }
  return regions.sort((a, b) => b.score - a.score);
}

function connected(
  first: number,
  values: Uint8Array,
  columns: number,
  rows: number,
  seen: Uint8Array,
): number[] {
  const cells = [first];
  seen[first] = 1;
  for (const cell of cells) {
    const x = cell % columns;
    const y = Math.floor(cell / columns);
    for (const [nx, ny] of [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ] as const) {
      const next = ny * columns + nx;
      if (nx < 0 || ny < 0 || nx >= columns || ny >= rows || seen[next] || values[next]! < threshold)
        continue;
      seen[next] = 1;
      cells.push(next);
    }
  }
  return cells;
}
