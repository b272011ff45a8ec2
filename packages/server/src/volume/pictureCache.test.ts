import { EventEyeError } from '@eventeye/core';
import { describe, expect, it, vi } from 'vitest';
import { createPictureCache } from './pictureCache.js';

const stay = new AbortController().signal;
const picture = (value: number, length = 10) => new Uint8Array(length).fill(value);
/** Work that ends when it is told to, or when it is stopped. */
function slowWork() {
  const { promise, resolve } = withResolvers<Uint8Array>();
  const make = vi.fn((signal: AbortSignal) =>
    Promise.race([
      promise,
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ]),
  );
  return { make, resolve };
}

describe('the cache of pictures', () => {
  it('makes a picture once for all who ask', async () => {
    const cache = createPictureCache({ maxBytes: 100, atOnce: 1 });
    const { make, resolve } = slowWork();
    const answers = [cache.get('a', stay, make), cache.get('a', stay, make)];
    resolve(picture(1));
    expect(await Promise.all(answers)).toEqual([picture(1), picture(1)]);
    expect(await cache.get('a', stay, make)).toEqual(picture(1));
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('stops the work when the last one leaves, not before', async () => {
    const cache = createPictureCache({ maxBytes: 100, atOnce: 1 });
    const { make } = slowWork();
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [first, second].map(({ signal }) =>
      cache.get('a', signal, make).catch((e: unknown) => e),
    );
    await vi.waitFor(() => expect(make).toHaveBeenCalled());
    const [signal] = make.mock.calls[0]!;
    first.abort();
    expect(EventEyeError.is(await answers[0], 'ANALYSIS_CANCELED')).toBe(true);
    expect(signal.aborted).toBe(false);
    second.abort();
    expect(EventEyeError.is(await answers[1], 'ANALYSIS_CANCELED')).toBe(true);
    expect(signal.aborted).toBe(true);
    expect(await cache.get('a', stay, async () => picture(2))).toEqual(picture(2));
  });

  it('forgets what was used longest ago, and never a failure', async () => {
    const cache = createPictureCache({ maxBytes: 20, atOnce: 1 });
    const make = vi.fn(async () => picture(1));
    for (const key of ['a', 'b', 'a', 'c', 'a']) await cache.get(key, stay, make);
    expect(make).toHaveBeenCalledTimes(3);
    await cache.get('b', stay, make);
    expect(make).toHaveBeenCalledTimes(4);
    const failed = await cache.get('d', stay, () => Promise.reject(new Error('no'))).catch((e: unknown) => e);
    expect(failed).toEqual(new Error('no'));
    expect(await cache.get('d', stay, make)).toEqual(picture(1));
  });

  it('makes no more pictures at once than it may', async () => {
    const cache = createPictureCache({ maxBytes: 100, atOnce: 2 });
    const works = ['a', 'b', 'c'].map((key) => ({ key, ...slowWork() }));
    const answers = works.map(({ key, make }) => cache.get(key, stay, make));
    await vi.waitFor(() => expect(works[1]!.make).toHaveBeenCalled());
    expect(works[2]!.make).not.toHaveBeenCalled();
    works[0]!.resolve(picture(0));
    await vi.waitFor(() => expect(works[2]!.make).toHaveBeenCalled());
    works[1]!.resolve(picture(1));
    works[2]!.resolve(picture(2));
    expect((await Promise.all(answers)).map(([value]) => value)).toEqual([0, 1, 2]);
  });
});

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
