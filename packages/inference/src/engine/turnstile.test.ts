import { describe, expect, it } from 'vitest';
import { deferred } from './deferred.js';
import { createTurnstile } from './turnstile.js';

describe('the turnstile', () => {
  it('lets so many in at a time, in the order they came, also after a failure', async () => {
    const turnstile = createTurnstile(2);
    const ends = [0, 1, 2, 3].map(() => deferred<void>());
    const begun: number[] = [];
    const passes = ends.map((end, i) =>
      turnstile.pass(async () => {
        begun.push(i);
        await end.promise;
        return i;
      }),
    );
    expect(turnstile.count).toBe(4);
    expect(begun).toEqual([0, 1]);
    ends[1]!.reject(new Error('spoilt'));
    await expect(passes[1]).rejects.toThrow('spoilt');
    expect(begun).toEqual([0, 1, 2]);
    for (const i of [0, 2, 3]) ends[i]!.resolve();
    expect(await Promise.all([passes[0], passes[2], passes[3]])).toEqual([0, 2, 3]);
    expect(turnstile.count).toBe(0);
  });
});
