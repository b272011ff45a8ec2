import { EventEyeError } from '@eventeye/core';
import type { InstanceElements } from '@eventeye/dicom';
import { describe, expect, it } from 'vitest';
import { readVolumeSlice } from './readVolumeSlice.js';
import { renderSubtraction } from './renderSubtraction.js';
import { subtractSlices } from './subtractSlices.js';
import { greyOf } from './testing/greyOf.js';
import { sliceFile, stack } from './testing/stack.js';

const at = (column: number, row: number) => row * stack.width + column;

describe('a slice minus its base', () => {
  it('is the uptake in modality units, and 0 where signal was lost', async () => {
    const uptake = subtractSlices(
      await readVolumeSlice(sliceFile('post', 3)),
      await readVolumeSlice(sliceFile('pre', 3)),
    );
    expect(uptake[at(12, 10)]).toBe(200);
    expect(uptake[at(30, 30)]).toBe(0);
    expect(uptake[at(0, 0)]).toBe(0);
  });

  it('heeds the rescale of either image', async () => {
    const change = () => ({ RescaleSlope: 0.5, RescaleIntercept: 10 });
    const uptake = subtractSlices(
      await readVolumeSlice(sliceFile('post', 3)),
      await readVolumeSlice(sliceFile('pre', 3, { change })),
    );
    // Stored 302 after and 102 before: 302 - (102 / 2 + 10).
    const stored = 100 + ((10 * 7 + 12 * 3 + 3 * 5) % 16);
    expect(uptake[at(12, 10)]).toBeCloseTo(stored + 200 - (stored / 2 + 10), 4);
  });

  it('is drawn in the geometry of the image through the asked window', async () => {
    const png = await renderSubtraction(
      { bytes: sliceFile('post', 3), base: sliceFile('pre', 3) },
      { windowCenter: 200, windowWidth: 400 },
    );
    const { data, width, height } = await greyOf(png);
    expect([width, height]).toEqual([48, 40]);
    expect(data[at(12, 10)]).toBe(128);
    expect(data[at(30, 30)]).toBe(0);
  });

  it('is black where nothing took up contrast', async () => {
    const png = await renderSubtraction({ bytes: sliceFile('pre', 3), base: sliceFile('pre', 3) }, {});
    const { data } = await greyOf(png);
    expect(data.every((value) => value === 0)).toBe(true);
  });

  it.each<[string, InstanceElements]>([
    ['place', { ImagePositionPatient: [-24, -20, -18 + 3 * 3 + 0.2] }],
    ['orientation', { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] }],
    ['pixel spacing', { PixelSpacing: [1, 1.01] }],
    ['frame of reference', { FrameOfReferenceUID: '2.25.4' }],
    ['size', { Rows: stack.width, Columns: stack.height }],
  ])('is refused for a base of another %s', async (_what, elements) => {
    const base = sliceFile('pre', 3, { change: () => elements });
    const error = await renderSubtraction({ bytes: sliceFile('post', 3), base }, {}).catch((e: unknown) => e);
    expect(EventEyeError.is(error, 'COMPANION_IMAGE_MISMATCH')).toBe(true);
  });

  it('is refused where neither names a frame of reference', async () => {
    const change = () => ({ FrameOfReferenceUID: null });
    const [bytes, base] = [sliceFile('post', 3, { change }), sliceFile('pre', 3, { change })];
    const error = await renderSubtraction({ bytes, base }, {}).catch((e: unknown) => e);
    expect(EventEyeError.is(error, 'COMPANION_IMAGE_MISMATCH')).toBe(true);
  });
});
