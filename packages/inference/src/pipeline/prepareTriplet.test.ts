import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../manifest/schema.js';
import { prepareSlice } from './prepareSlice.js';

const input: ModelInput = {
  name: 'input',
  channels: 'dce-triplet',
  width: 64,
  height: 64,
  windowing: { method: 'percentile', low: 0, high: 100 },
  resize: { kernel: 'linear', fit: 'contain', background: 0 },
  normalisation: { mean: [0, 0, 0], std: [1, 1, 1] },
  preprocessing: 'eventeye-preprocess/1',
};
const picture = (size: number, value: (x: number, y: number) => number) =>
  sharp(
    Uint8Array.from({ length: size * size }, (_, i) => value(i % size, Math.floor(i / size))),
    { raw: { width: size, height: size, channels: 1 } },
  )
    .toColourspace('b-w')
    .png()
    .toBuffer();

describe('the DCE triplet', () => {
  it('shows before and after in one window, and the gain in its own', async () => {
    const pre = await picture(64, (x) => (x < 32 ? 0 : 100));
    const post = await picture(64, (x, y) => (x < 32 ? 0 : y < 32 ? 200 : 100));
    const { samples } = await prepareSlice(post, input, { preContrast: pre });
    const at = (x: number, y: number) => [...samples.subarray((y * 64 + x) * 3, (y * 64 + x) * 3 + 3)];
    expect(samples).toHaveLength(64 * 64 * 3);
    expect(at(10, 10)).toEqual([0, 0, 0]);
    // Enhancing: the pre-contrast slice stays at half the window of the post-contrast one.
    expect(at(50, 10)).toEqual([128, 255, 255]);
    expect(at(50, 50)).toEqual([128, 128, 0]);
  });

  it('says what is missing, and what does not match', async () => {
    const post = await picture(64, (x) => x);
    await expect(prepareSlice(post, input)).rejects.toMatchObject({ code: 'COMPANION_IMAGE_MISSING' });
    await expect(
      prepareSlice(post, input, { preContrast: await picture(32, (x) => x) }),
    ).rejects.toMatchObject({ code: 'COMPANION_IMAGE_MISMATCH' });
  });
});
