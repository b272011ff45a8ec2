import { EventEyeError } from '@eventeye/core';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../services.js';
import { addressGroup } from './addressGroup.js';

/** How much of each is let through in a minute; 0 is without limit. */
export interface RatePolicy {
  /** Operations of one token, or of one address without a token. */
  operations: number;
  /** Cost of these together. */
  cost: number;
  /** HTTP requests of one address, whoever is behind it. */
  requests: number;
  /** Sign-ins of one address, good and bad. */
  signIns: number;
  /** Recomputations of one token: each is an inference that somebody waits for. */
  verifications: number;
}

/** What is left of a limit. */
export interface RateBudget {
  name: keyof RatePolicy;
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** Who is counted. */
export interface RateSubject {
  caller: Caller | null;
  address: string | null;
}

/** Counters of this process. Each throws QUOTA_EXCEEDED with `retryAfterSeconds` when there is nothing left. */
export interface RateLimits {
  /** Counts HTTP requests of an address. */
  countRequests(address: string | null, count?: number): Promise<void>;
  /** Counts one operation and its cost; tells what is left. */
  countOperation(subject: RateSubject, cost: number): Promise<RateBudget[]>;
  /** Counts sign-ins of an address. */
  countSignIns(address: string | null, count?: number): Promise<void>;
  /** Counts one recomputation. */
  countVerification(caller: Caller): Promise<void>;
}

/** The window of every rate. */
export const rateWindowSeconds = 60;

const reasons: Record<keyof RatePolicy, string> = {
  operations: 'Too many operations in a minute',
  cost: 'Too much cost of operations in a minute',
  requests: 'Too many requests from this address',
  signIns: 'Too many sign-ins from this address',
  verifications: 'Too many verifications in a minute',
};

/**
 * Opens the counters, in memory: a process that starts anew begins anew, and several processes let through as often as much.
 * See decision 0099.
 */
export function openRateLimits(policy: RatePolicy): RateLimits {
  const limiters = new Map<keyof RatePolicy, RateLimiterMemory>();
  for (const [name, points] of Object.entries(policy)) {
    if (points > 0)
      limiters.set(name as keyof RatePolicy, new RateLimiterMemory({ points, duration: rateWindowSeconds }));
  }
  const count = async (name: keyof RatePolicy, key: string, points: number): Promise<RateBudget[]> => {
    const limiter = limiters.get(name);
    if (!limiter) return [];
    const { remainingPoints, msBeforeNext } = await limiter
      .consume(key, points)
      .catch((refused: RateLimiterRes) => {
        throw tooMany(name, refused.msBeforeNext);
      });
    const resetSeconds = Math.ceil(msBeforeNext / 1000);
    return [{ name, limit: policy[name], remaining: remainingPoints, resetSeconds }];
  };
  return {
    countRequests: async (address, points = 1) => {
      await count('requests', addressGroup(address), points);
    },
    countOperation: async (subject, cost) => {
      const key = keyOf(subject);
      return [...(await count('operations', key, 1)), ...(await count('cost', key, cost))];
    },
    countSignIns: async (address, points = 1) => {
      await count('signIns', addressGroup(address), points);
    },
    countVerification: async (caller) => {
      await count('verifications', keyOf({ caller, address: null }), 1);
    },
  };
}

function keyOf({ caller, address }: RateSubject): string {
  if (!caller) return `address ${addressGroup(address)}`;
  return `${caller.token.kind} ${caller.token.id ?? caller.userId}`;
}

function tooMany(name: keyof RatePolicy, msBeforeNext: number): EventEyeError {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const sentence = `${reasons[name]}. Try again in ${retryAfterSeconds} s.`;
  return new EventEyeError('QUOTA_EXCEEDED', sentence, { retryAfterSeconds });
}
