import { expect, it } from 'vitest';
import { backOffSeconds } from './backOff.js';

it('lets people mistype, then doubles, and never closes for longer than 15 minutes', () => {
  const waits = [0, 1, 4, 5, 6, 7, 12, 14, 15, 1000].map(backOffSeconds);
  expect(waits).toEqual([0, 0, 0, 2, 4, 8, 256, 900, 900, 900]);
});
