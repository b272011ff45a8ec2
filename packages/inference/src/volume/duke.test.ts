import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readVolumeSlice, type VoxelSlice } from './readVolumeSlice.js';
import { subtractSlices } from './subtractSlices.js';
import { minus } from './vectors.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/duke-breast-mri-153/', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`skipped: ${folder} is absent, so no real series is subtracted`);

/** Anterior of this row lie the two breasts of this patient, behind it the chest with heart and liver. */
const chestRow = 200;

describe.skipIf(!present)('the subtraction of a real breast MR exam', { timeout: 120_000 }, () => {
  /** Files of a series by position along the normal: neither name nor number has a say. */
  let series: { pre: VoxelSlice[]; post1: VoxelSlice[] };
  beforeAll(async () => {
    const read = async (name: string) => {
      const slices: VoxelSlice[] = [];
      for (const file of readdirSync(`${folder}${name}`))
        slices.push(await readVolumeSlice(new Uint8Array(readFileSync(`${folder}${name}/${file}`))));
      return slices.sort((a, b) => a.plane.position[2] - b.plane.position[2]);
    };
    series = { pre: await read('pre'), post1: await read('post1') };
  }, 120_000);

  it('is registered slice to slice: all 160 pairs lie at one place to 0.01 mm', () => {
    expect([series.pre.length, series.post1.length]).toEqual([160, 160]);
    const distances = series.post1.map(({ plane }, i) =>
      Math.hypot(...minus(plane.position, series.pre[i]!.plane.position)),
    );
    expect(Math.max(...distances)).toBeLessThanOrEqual(0.01);
  });

  it('shows more uptake within the published lesion box than in the breasts outside it', () => {
    const box = lesionBox();
    let [inside, outside, insideCount, outsideCount] = [0, 0, 0, 0];
    for (let number = box.firstSlice; number <= box.lastSlice; number++) {
      // Instance numbers of this exam count from the head down, from 1; z ascends.
      const at = series.post1.length - number;
      const [post, pre] = [series.post1[at]!, series.pre[at]!];
      const uptake = subtractSlices(post, pre);
      const air = 0.1 * greatest(pre.values);
      for (let i = 0; i < uptake.length; i++) {
        const [row, column] = [Math.floor(i / post.width) + 1, (i % post.width) + 1];
        if (
          row >= box.firstRow &&
          row <= box.lastRow &&
          column >= box.firstColumn &&
          column <= box.lastColumn
        ) {
          inside += uptake[i]!;
          insideCount += 1;
        } else if (row <= chestRow && pre.values[i]! > air) {
          outside += uptake[i]!;
          outsideCount += 1;
        }
      }
    }
    const [meanInside, meanOutside] = [inside / insideCount, outside / outsideCount];
    console.warn(
      `Mean uptake: ${meanInside.toFixed(1)} in the published box (${insideCount} pixels), ${meanOutside.toFixed(1)} in the breasts outside it (${outsideCount} pixels).`,
    );
    expect(outsideCount).toBeGreaterThan(100_000);
    expect(meanInside).toBeGreaterThan(3 * meanOutside);
  });
});

function greatest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value));
}

/** The published box; rows, columns and slices are counted from 1. */
function lesionBox() {
  const [, ...numbers] = readFileSync(`${folder}lesion-box.csv`, 'utf8')
    .trim()
    .split('\n')[1]!
    .split(',')
    .map(Number);
  const [firstRow, lastRow, firstColumn, lastColumn, firstSlice, lastSlice] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { firstRow, lastRow, firstColumn, lastColumn, firstSlice, lastSlice };
}
