import { EventEyeError } from '@eventeye/core';
import { addressGroup } from '../limits/addressGroup.js';
import type { RequestContext } from '../schema/context.js';
import type { StreamLimits } from './streamLimits.js';

/** Counts open streams, of everyone and of each. */
export interface StreamSeats {
  /** Whether the process takes another stream at all. */
  free(): boolean;
  /**
   * Takes a seat for who is asking.
   * @returns how to give it back, once. Throws QUOTA_EXCEEDED.
   */
  take(context: Pick<RequestContext, 'caller' | 'origin'>): () => void;
}

/** Seats of one process. */
export function createStreamSeats(limits: Pick<StreamLimits, 'streams' | 'streamsPerCaller'>): StreamSeats {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    free: () => all < limits.streams,
    take({ caller, origin }) {
      const who = caller
        ? `${caller.token.kind} ${caller.token.id ?? caller.userId}`
        : addressGroup(origin.address);
      const own = taken.get(who) ?? 0;
      if (own >= limits.streamsPerCaller) {
        throw tooMany(
          `${limits.streamsPerCaller} streams are open with this token already. Close some first.`,
        );
      }
      if (all >= limits.streams) throw tooMany('Too many streams are open. Try again soon.');
      all += 1;
      taken.set(who, own + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        all -= 1;
        const left = (taken.get(who) ?? 1) - 1;
        if (left > 0) taken.set(who, left);
        else taken.delete(who);
      };
    },
  };
}

function tooMany(sentence: string): EventEyeError {
  return new EventEyeError('QUOTA_EXCEEDED', sentence, { retryAfterSeconds: 10 });
}
