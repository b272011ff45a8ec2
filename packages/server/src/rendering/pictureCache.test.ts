import { EventEyeError } from '@eventeye/core';
import { describe, expect, it, vi } from 'vitest';
import { createPictureCache } from './pictureCache.js';

const stay = new AbortController().signal;
const picture = (value: number, length = 1_000) => new Uint8Array(length).fill(value);

/** A drawing that ends when it is told to, or when it is stopped. */
function slowDrawing() {
  let finish!: (picture: Uint8Array) => void;
  const done = new Promise<Uint8Array>((resolve) => {
    finish = resolve;
  });
  const draw = vi.fn((signal: AbortSignal) =>
    Promise.race([
      done,
      new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
    ]),
  );
  return { draw, finish };
}

describe('the cache of pictures', () => {
  it('draws a picture once for all who ask, and says how it answered', async () => {
    const cache = createPictureCache({ maxBytes: 10_000, atOnce: 1 });
    const { draw, finish } = slowDrawing();
    const answers = [cache.get('a', stay, draw), cache.get('a', stay, draw)];
    finish(picture(1));
    expect(await Promise.all(answers)).toEqual([picture(1), picture(1)]);
    expect(await cache.get('a', stay, draw)).toEqual(picture(1));
    expect(draw).toHaveBeenCalledTimes(1);
    expect(cache.counts).toMatchObject({ drawn: 1, shared: 1, kept: 1 });
  });

  it('stops the drawing when the last one leaves, not before', async () => {
    const cache = createPictureCache({ maxBytes: 10_000, atOnce: 1 });
    const { draw } = slowDrawing();
    const callers = [new AbortController(), new AbortController()];
    const answers = callers.map(({ signal }) =>
      cache.get('a', signal, draw).catch((error: unknown) => error),
    );
    await vi.waitFor(() => expect(draw).toHaveBeenCalled());
    const [drawing] = draw.mock.calls[0]!;
    callers[0]!.abort();
    expect(EventEyeError.is(await answers[0], 'ANALYSIS_CANCELED')).toBe(true);
    expect(drawing.aborted).toBe(false);
    callers[1]!.abort();
    expect(EventEyeError.is(await answers[1], 'ANALYSIS_CANCELED')).toBe(true);
    expect(drawing.aborted).toBe(true);
    expect(await cache.get('a', stay, async () => picture(2))).toEqual(picture(2));
  });

  it('stays within its bytes, forgetting what was used longest ago, and keeps no failure', async () => {
    const cache = createPictureCache({ maxBytes: 2_500, atOnce: 1 });
    const draw = vi.fn(async () => picture(1));
    for (const key of ['a', 'b', 'a', 'c', 'a']) await cache.get(key, stay, draw);
    expect(draw).toHaveBeenCalledTimes(3);
    expect(cache.counts.bytes).toBeLessThanOrEqual(2_500);
    await cache.get('b', stay, draw);
    expect(draw).toHaveBeenCalledTimes(4);
    await cache.get('larger than all', stay, async () => picture(1, 5_000));
    expect(cache.counts.bytes).toBeLessThanOrEqual(2_500);
    const failed = cache.get('d', stay, () => Promise.reject(new Error('no')));
    await expect(failed).rejects.toThrow('no');
    expect(await cache.get('d', stay, draw)).toEqual(picture(1));
  });

  it('draws no more at once than it may; who leaves the queue is never drawn for', async () => {
    const cache = createPictureCache({ maxBytes: 10_000, atOnce: 2 });
    const works = ['a', 'b', 'c', 'd'].map((key) => ({
      key,
      ...slowDrawing(),
      caller: new AbortController(),
    }));
    const [a, b, c, d] = works as [
      (typeof works)[0],
      (typeof works)[0],
      (typeof works)[0],
      (typeof works)[0],
    ];
    const answers = works.map(({ key, draw, caller }) =>
      cache.get(key, caller.signal, draw).catch((error: unknown) => error),
    );
    await vi.waitFor(() => expect(b.draw).toHaveBeenCalled());
    expect(c.draw).not.toHaveBeenCalled();
    c.caller.abort();
    a.finish(picture(0));
    expect(await answers[0]).toEqual(picture(0));
    await vi.waitFor(() => expect(d.draw).toHaveBeenCalled());
    b.finish(picture(1));
    d.finish(picture(3));
    expect(await answers[3]).toEqual(picture(3));
    expect(EventEyeError.is(await answers[2], 'ANALYSIS_CANCELED')).toBe(true);
    expect(c.draw).not.toHaveBeenCalled();
  });

  it('refuses what goes beyond its queue, with the time to wait', async () => {
    const cache = createPictureCache({ maxBytes: 10_000, atOnce: 1, maxWaiting: 1 });
    const { draw, finish } = slowDrawing();
    const first = cache.get('a', stay, draw);
    const second = cache.get('b', stay, async () => picture(2));
    await expect(cache.get('c', stay, draw)).rejects.toMatchObject({
      code: 'ENGINE_OVERLOADED',
      retryAfterSeconds: 1,
    });
    finish(picture(1));
    expect(await Promise.all([first, second])).toEqual([picture(1), picture(2)]);
  });
});
