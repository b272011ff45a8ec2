import { describe, expect, it } from 'vitest';
import { inTurn } from './verificationTurns.js';

describe('the turns of verifications', () => {
  it('are two at a time for an organization, and another has its own', async () => {
    let end = () => {};
    const until = new Promise<void>((resolve) => (end = resolve));
    const running = [inTurn('a', () => until), inTurn('a', () => until)];
    await expect(inTurn('a', async () => {})).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      retryAfterSeconds: 2,
    });
    expect(await inTurn('b', async () => 'answer')).toBe('answer');
    end();
    await Promise.all(running);
    await expect(
      inTurn('a', async () => {
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    expect(await inTurn('a', async () => 'answer')).toBe('answer');
  });
});
