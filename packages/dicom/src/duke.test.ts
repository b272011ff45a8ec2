import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeInstance, modalityValues, readDataset, readFrame } from './index.js';

const folder = fileURLToPath(new URL('../../../../shared/data/duke-breast-mri-153/post1/', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`skipped: ${folder} is absent, so no real breast MR series is read`);

describe.skipIf(!present)('a real breast MR series', () => {
  const slices = present
    ? readdirSync(folder).map((name) => readDataset(new Uint8Array(readFileSync(folder + name))))
    : [];

  it('sorts by position along the normal, evenly spaced and the same as by instance number', () => {
    const described = slices.map(describeInstance);
    expect(described).toHaveLength(160);
    const sorted = described.toSorted((a, b) => a.slicePositionMm! - b.slicePositionMm!);
    const gaps = sorted.slice(1).map((slice, i) => slice.slicePositionMm! - sorted[i]!.slicePositionMm!);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(0.01);
    const numbers = sorted.map((slice) => slice.instanceNumber);
    const ascending = Array.from({ length: 160 }, (_, i) => i + 1);
    expect([ascending, ascending.toReversed()]).toContainEqual(numbers);
  });

  it('gives 448 x 448 finite values with tissue in them', async () => {
    const values = modalityValues(slices[80]!, await readFrame(slices[80]!));
    expect(values).toHaveLength(448 * 448);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(values.reduce((most, value) => Math.max(most, value))).toBeGreaterThan(100);
  });
});
