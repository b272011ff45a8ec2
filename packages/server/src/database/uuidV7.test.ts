import { expect, it } from 'vitest';
import { uuidV7 } from './uuidV7.js';

it('begins with the time, and is of version 7 and the variant of RFC 9562', () => {
  const now = Date.now() + 60_000;
  const id = uuidV7(now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(now);
});

it('ascends, however many are made within a millisecond and however the clock turns', () => {
  const now = Date.now() + 120_000;
  const ids = Array.from({ length: 10_000 }, (_, i) => uuidV7(i === 5000 ? now - 1000 : now));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
