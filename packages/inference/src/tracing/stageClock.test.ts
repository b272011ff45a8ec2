import { expect, it } from 'vitest';
import { startStageClock } from './stageClock.js';

it('ends each stage where the next one begins, in time since the epoch', () => {
  const before = Date.now();
  const clock = startStageClock();
  clock.enter('decode');
  clock.enter('preprocess');
  const [decode, preprocess, ...rest] = clock.end();
  expect(rest).toEqual([]);
  expect([decode!.name, preprocess!.name]).toEqual(['decode', 'preprocess']);
  expect(decode!.endMs).toBe(preprocess!.startMs);
  expect(decode!.startMs).toBeGreaterThanOrEqual(before - 1);
  expect(preprocess!.endMs).toBeGreaterThanOrEqual(preprocess!.startMs);
  expect(preprocess!.endMs).toBeLessThanOrEqual(Date.now() + 1);
});

it('reports nothing where nothing was entered', () => {
  expect(startStageClock().end()).toEqual([]);
});
