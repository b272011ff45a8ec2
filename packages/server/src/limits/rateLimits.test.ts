import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callerOf, sessionToken } from '../auth/caller.js';
import { rateHeaders } from './rateHeaders.js';
import { openRateLimits } from './rateLimits.js';

const callerWith = (id: string) =>
  callerOf({ id: 'user', organizationId: 'organization', role: 'CLINICIAN' }, sessionToken({ id }));
const off = { operations: 0, cost: 0, requests: 0, signIns: 0, verifications: 0 };
const address = '192.0.2.1';

describe('rates', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('count each token by itself, whatever address it comes from', async () => {
    const rates = openRateLimits({ ...off, operations: 2 });
    const first = callerWith('first');
    await rates.countOperation({ caller: first, address }, 1);
    await rates.countOperation({ caller: first, address: '192.0.2.2' }, 1);
    await expect(rates.countOperation({ caller: first, address }, 1)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      retryAfterSeconds: 60,
    });
    await rates.countOperation({ caller: callerWith('second'), address }, 1);
  });

  it('count who has no token by the address', async () => {
    const rates = openRateLimits({ ...off, operations: 1 });
    await rates.countOperation({ caller: null, address: '2001:db8:1:2::1' }, 1);
    const neighbour = { caller: null, address: '2001:db8:1:2:ffff::1' };
    await expect(rates.countOperation(neighbour, 1)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await rates.countOperation({ caller: null, address: '2001:db8:1:3::1' }, 1);
  });

  it('tell what is left, and let through again when the minute is over', async () => {
    const rates = openRateLimits({ ...off, operations: 10, cost: 100 });
    const subject = { caller: callerWith('token'), address };
    vi.advanceTimersByTime(0);
    expect(rateHeaders(await rates.countOperation(subject, 30))).toEqual({
      'RateLimit-Policy': '"operations";q=10;w=60, "cost";q=100;w=60',
      RateLimit: '"operations";r=9;t=60, "cost";r=70;t=60',
    });
    vi.advanceTimersByTime(20_000);
    await expect(rates.countOperation(subject, 71)).rejects.toMatchObject({ retryAfterSeconds: 40 });
    vi.advanceTimersByTime(40_001);
    await rates.countOperation(subject, 71);
  });

  it('of 0 are none', async () => {
    const rates = openRateLimits(off);
    for (let i = 0; i < 100; i++) await rates.countRequests(address);
    await rates.countSignIns(address, 1_000_000);
    expect(rateHeaders(await rates.countOperation({ caller: null, address }, 1_000_000))).toEqual({});
  });
});
