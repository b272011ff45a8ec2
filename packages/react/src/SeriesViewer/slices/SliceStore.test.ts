import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { SliceStore, type WantedSlice } from './SliceStore.js';

const items = (...keys: string[]): WantedSlice[] => keys.map((key) => ({ key, url: `/${key}` }));

/** A store whose pictures come when they are told to; each is ten bytes. */
function storeOf({ limitBytes = 1000, concurrency = 6 } = {}) {
  const asked = new Map<
    string,
    { answer(): Promise<void>; fail(error: Error): Promise<void>; signal: AbortSignal }
  >();
  const store = new SliceStore<string>({
    limitBytes,
    concurrency,
    read: (url, signal) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>((done) => setTimeout(done));
        asked.set(url.slice(1), {
          signal,
          answer: () => {
            resolve(new Uint8Array(0));
            return settled();
          },
          fail: (error) => {
            reject(error);
            return settled();
          },
        });
      }),
    decode: () => ({ value: 'picture', byteLength: 10 }),
  });
  return { store, asked };
}

describe('slices in memory', () => {
  it('load in the order in which they are wanted, as many at once as told', async () => {
    const { store, asked } = storeOf({ concurrency: 2 });
    store.want(items('a', 'b', 'c'));
    expect([...asked.keys()]).toEqual(['a', 'b']);
    await asked.get('a')!.answer();
    expect([...asked.keys()]).toEqual(['a', 'b', 'c']);
    expect(store.get('a')).toBe('picture');
  });

  it('never take more than the limit, and give way to what is wanted more', async () => {
    const { store, asked } = storeOf({ limitBytes: 30 });
    store.want(items('a', 'b', 'c'));
    for (const key of ['a', 'b', 'c']) await asked.get(key)!.answer();
    store.want(items('d', 'c', 'b', 'a'));
    await asked.get('d')!.answer();
    expect(store.byteLength).toBe(30);
    expect(store.peakByteLength).toBeLessThanOrEqual(40);
    expect(['a', 'b', 'c', 'd'].filter((key) => store.get(key))).toEqual(['b', 'c', 'd']);
    // What would only push out something more urgent is not asked for again.
    expect(asked.get('a')!.signal.aborted).toBe(false);
    expect(store.get('a')).toBeUndefined();
  });

  it('stop loading when nobody wants them any more', () => {
    const { store, asked } = storeOf();
    store.want(items('a'));
    store.want(items('b'));
    expect(asked.get('a')!.signal.aborted).toBe(true);
    expect(asked.get('b')!.signal.aborted).toBe(false);
  });

  it('say why one is missing, and try it again under a fresh address only', async () => {
    const { store, asked } = storeOf();
    store.want(items('a'));
    await asked.get('a')!.fail(new EventEyeError('URL_EXPIRED', 'Run out.'));
    expect(store.errorOf('a')?.code).toBe('URL_EXPIRED');
    asked.clear();
    store.want(items('a'));
    expect(asked.size).toBe(0);
    store.want([{ key: 'a', url: '/fresh' }]);
    expect([...asked.keys()]).toEqual(['fresh']);
    expect(store.errorOf('a')).toBeUndefined();
  });

  it('tell of pictures that are shown, not of those loaded for later', async () => {
    const { store, asked } = storeOf();
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.version));
    store.want(items('a', 'b', 'c', 'd', 'e'));
    await asked.get('e')!.answer();
    expect(seen).toHaveLength(0);
    await asked.get('a')!.answer();
    expect(seen).toHaveLength(1);
    expect(store.get('e')).toBe('picture');
  });
});
