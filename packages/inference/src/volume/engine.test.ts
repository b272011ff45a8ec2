import { rmSync } from 'node:fs';
import { EventEyeError } from '@eventeye/core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine } from '../engine/startEngine.js';
import { makeTinyModel } from '../testing/tinyModel.js';
import type { Engine } from '../types.js';
import { greyOf } from './testing/greyOf.js';
import { lesions, sliceFile, subtractionStack } from './testing/stack.js';

let modelDirectory: string;
let engine: Engine;
beforeAll(async () => {
  modelDirectory = await makeTinyModel();
  engine = await startEngine({ modelDirectory, threads: 1 });
});
afterAll(async () => {
  await engine.close();
  rmSync(modelDirectory, { recursive: true });
});

it('draws subtractions and projections in the other process', async () => {
  const slice = await engine.subtract(sliceFile('post', 3), sliceFile('pre', 3));
  expect(await sharp(slice).metadata()).toMatchObject({ format: 'png', width: 48, height: 40 });
  const png = await engine.project(subtractionStack(), { plane: 'AXIAL' });
  const { data } = await greyOf(png);
  for (const { column, row } of lesions) expect(data[row * 48 + column]).toBe(255);
});

it('passes refusals on with their codes', async () => {
  const error = await engine.subtract(sliceFile('post', 3), sliceFile('pre', 4)).catch((e: unknown) => e);
  expect(EventEyeError.is(error, 'COMPANION_IMAGE_MISMATCH')).toBe(true);
});

it('stops a projection that nobody waits for', async () => {
  const left = new AbortController();
  let asked = 0;
  async function* endless() {
    for (;;) {
      asked += 1;
      if (asked === 40) left.abort();
      yield { bytes: sliceFile('post', asked) };
    }
  }
  const error = await engine
    .project(endless(), { plane: 'AXIAL', signal: left.signal })
    .catch((e: unknown) => e);
  expect(EventEyeError.is(error, 'ANALYSIS_CANCELED')).toBe(true);
  expect(asked).toBeLessThan(60);
});
