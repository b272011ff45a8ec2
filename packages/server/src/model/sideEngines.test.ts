import { EventEyeError } from '@eventeye/core';
import type { Engine } from '@eventeye/inference';
import { describe, expect, it, vi } from 'vitest';
import { openSideEngines } from './sideEngines.js';

/** An engine that counts how many like it live. */
function fakes() {
  const live = new Set<string>();
  let most = 0;
  const start = (name: string, ready: Promise<void> = Promise.resolve()) =>
    vi.fn(async () => {
      live.add(name);
      most = Math.max(most, live.size);
      return { ready: () => ready, close: async () => void live.delete(name) } as unknown as Engine;
    });
  return { live, start, most: () => most };
}

const held = () => {
  let free = () => {};
  const until = new Promise<void>((resolve) => (free = resolve));
  return { until, free: () => free() };
};

describe('engines beside the served one', () => {
  it('starts a model once for all who ask it', async () => {
    const { start } = fakes();
    const sides = openSideEngines();
    const a = start('a');
    await Promise.all([1, 2, 3].map((n) => sides.use('a', a, async () => n)));
    expect(a).toHaveBeenCalledTimes(1);
    await sides.close();
  });

  it('never holds more models than places, and gives the place of an idle one away', async () => {
    const { live, start, most } = fakes();
    const sides = openSideEngines({ places: 2 });
    await Promise.all(
      ['a', 'b', 'c', 'd', 'a'].map((name) => sides.use(name, start(name), () => Promise.resolve())),
    );
    expect(most()).toBe(2);
    await sides.close();
    expect(live.size).toBe(0);
  });

  it('refuses who finds no place in time', async () => {
    const { start } = fakes();
    const sides = openSideEngines({ places: 1, waitMs: 1 });
    const { until, free } = held();
    const busy = sides.use('a', start('a'), () => until);
    await expect(sides.use('b', start('b'), async () => {})).rejects.toMatchObject({
      code: 'ENGINE_OVERLOADED',
    });
    free();
    await busy;
    await sides.close();
  });

  it('closes one that nobody asks any more', async () => {
    const { live, start } = fakes();
    const sides = openSideEngines({ idleMs: 1 });
    await sides.use('a', start('a'), async () => {});
    await vi.waitFor(() => expect(live.size).toBe(0));
    await sides.close();
  });

  it('closes one that does not get ready, tells why, and tries it afresh the next time', async () => {
    const { live, start } = fakes();
    const sides = openSideEngines({ readyMs: 1 });
    const wrong = Promise.reject(new EventEyeError('MODEL_GOLDEN_MISMATCH', 'Other.'));
    wrong.catch(() => {});
    await expect(sides.use('a', start('a', wrong), async () => {})).rejects.toMatchObject({
      code: 'MODEL_GOLDEN_MISMATCH',
    });
    await expect(sides.use('a', start('a', new Promise(() => {})), async () => {})).rejects.toMatchObject({
      code: 'ENGINE_TIMEOUT',
    });
    expect(live.size).toBe(0);
    expect(await sides.use('a', start('a'), async () => 'answer')).toBe('answer');
    await sides.close();
  });
});
