import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPrincipalCache, principalTtlMs } from './principalCache.js';

beforeEach(() => {
  vi.useFakeTimers();
  // The cache takes the moment 0 for none.
  vi.advanceTimersByTime(1000);
});
afterEach(() => {
  vi.useRealTimers();
});

it('asks again after a few seconds, should no word of a change arrive', async () => {
  const cache = createPrincipalCache();
  const load = vi.fn(async () => ({ role: 'ADMIN' }));
  await cache.of('a', load);
  vi.advanceTimersByTime(principalTtlMs - 1);
  await cache.of('a', load);
  expect(load).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2);
  await cache.of('a', load);
  expect(load).toHaveBeenCalledTimes(2);
});

it('remembers nothing of tokens that are not known', async () => {
  const cache = createPrincipalCache();
  const load = vi.fn(async () => null);
  await cache.of('a', load);
  await cache.of('a', load);
  expect(load).toHaveBeenCalledTimes(2);
});

it('does not keep an answer from before a change that came while it was asked for', async () => {
  const cache = createPrincipalCache();
  let answer: (value: object) => void = () => {};
  const before = cache.of('a', () => new Promise<object>((resolve) => (answer = resolve)));
  cache.forget();
  answer({ role: 'ADMIN' });
  await before;
  expect(await cache.of('a', async () => ({ role: 'VIEWER' }))).toEqual({ role: 'VIEWER' });
});

it('forgets a failure: the next one asks again', async () => {
  const cache = createPrincipalCache();
  await expect(cache.of('a', async () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await cache.of('a', async () => ({ role: 'VIEWER' }))).toEqual({ role: 'VIEWER' });
});
