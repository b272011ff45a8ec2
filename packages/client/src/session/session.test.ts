import { EventEyeError } from '@eventeye/core';
import { expect, it, vi } from 'vitest';
import { createSession } from './session.js';

const first = { accessToken: 'a1', refreshToken: 'r1' };
const second = { accessToken: 'a2', refreshToken: 'r2' };

/** An access token that runs out at the given time, unsigned. */
function tokenUntil(seconds: number): string {
  return `e30.${Buffer.from(JSON.stringify({ exp: seconds })).toString('base64url')}.`;
}

it('renews once, however many ask at the same time', async () => {
  const renew = vi.fn(async () => second);
  const session = createSession({ initial: first, renew });
  const renewed = await Promise.all([session.refresh('a1'), session.refresh('a1'), session.refresh()]);
  expect(renew.mock.calls).toEqual([['r1']]);
  expect(renewed).toEqual([second, second, second]);
  expect(session.tokens).toEqual(second);
});

it('does not renew again for a request that was sent with the tokens before', async () => {
  const renew = vi.fn(async () => second);
  const session = createSession({ initial: first, renew });
  await session.refresh('a1');
  expect(await session.refresh('a1')).toEqual(second);
  expect(renew).toHaveBeenCalledTimes(1);
});

it('ends when the server refuses, and keeps its tokens when the server is out of reach', async () => {
  const told: unknown[] = [];
  let failure = new EventEyeError('NETWORK_FAILED', 'Away.');
  const session = createSession({
    initial: first,
    renew: async () => {
      throw failure;
    },
  });
  const stop = session.listen((tokens) => told.push(tokens));
  await expect(session.refresh()).rejects.toBe(failure);
  expect(session.tokens).toEqual(first);
  failure = new EventEyeError('INVALID_CREDENTIALS', 'Ended.');
  await expect(session.refresh()).rejects.toBe(failure);
  expect(session.tokens).toBeUndefined();
  expect(told).toEqual([undefined]);
  stop();
  session.set(first);
  expect(told).toHaveLength(1);
  session.set(undefined);
  await expect(session.refresh()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('does not bring back a session that was signed out while it was renewed', async () => {
  let answer = (_tokens: typeof second) => {};
  const session = createSession({
    initial: first,
    renew: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const renewing = session.refresh();
  session.set(undefined);
  answer(second);
  await renewing;
  expect(session.tokens).toBeUndefined();
});

it('renews an access token before it runs out, and leaves opaque ones alone', async () => {
  const renew = vi.fn(async () => second);
  const now = Date.now() / 1000;
  const old = createSession({ initial: { accessToken: tokenUntil(now + 5), refreshToken: 'r1' }, renew });
  expect((await old.fresh())?.accessToken).toBe('a2');
  const valid = tokenUntil(now + 600);
  const young = createSession({ initial: { accessToken: valid, refreshToken: 'r1' }, renew });
  expect((await young.fresh())?.accessToken).toBe(valid);
  expect((await createSession({ initial: first, renew }).fresh())?.accessToken).toBe('a1');
  expect(renew).toHaveBeenCalledTimes(1);
});

it('has a token brought when there is none, when it runs out, and when the server says so; once for all', async () => {
  let number = 0;
  const getToken = vi.fn(async () => {
    number += 1;
    const expiresAt = new Date(Date.now() + (number === 1 ? 10_000 : 600_000)).toISOString();
    return { token: `eet_${number}`, nonce: `n${number}`, expiresAt };
  });
  const session = createSession({ renew: async () => second, getToken });
  expect(session.tokens).toBeUndefined();
  const [a, b] = await Promise.all([session.fresh(), session.fresh()]);
  expect([a?.accessToken, b?.nonce]).toEqual(['eet_1', 'n1']);
  expect((await session.fresh())?.accessToken).toBe('eet_2');
  expect((await session.fresh())?.accessToken).toBe('eet_2');
  session.expire();
  expect((await session.fresh())?.accessToken).toBe('eet_3');
  expect(getToken).toHaveBeenCalledTimes(3);
});

it('says UNAUTHENTICATED, with the cause, when no token can be brought', async () => {
  const cause = new Error('502');
  const session = createSession({ renew: async () => second, getToken: () => Promise.reject(cause) });
  await expect(session.fresh()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', cause });
});
