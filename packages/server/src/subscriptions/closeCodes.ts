import type { EventEyeError } from '@eventeye/core';

/** Why the server closes a WebSocket. Reasons begin with a stable word; RFC 6455 allows 123 bytes. */
export interface CloseReason {
  code: number;
  reason: string;
}

/**
 * How a caller's loss of rights is told. A token that ran out closes with 4403, after which graphql-ws connects again with
 * fresh `connectionParams` and resumes; a session or key that was ended closes with 4401, after which it does not.
 */
export function closeOfLostCaller({ code }: EventEyeError): CloseReason {
  if (code === 'TOKEN_EXPIRED') {
    return { code: 4403, reason: 'TOKEN_EXPIRED: connect again with a fresh token.' };
  }
  if (code === 'UNAUTHENTICATED') return { code: 4401, reason: 'UNAUTHENTICATED: sign in again.' };
  return { code: 4401, reason: `${code}: this token may not be used any more.` };
}

/** The server stops (registry of WebSocket close codes: Service Restart). */
export const restarting: CloseReason = { code: 1012, reason: 'RESTARTING: connect again.' };

/** The client does not read what it asked for (Try Again Later). */
export const tooSlow: CloseReason = {
  code: 1013,
  reason: 'TOO_SLOW: too much waits to be read. Connect again, and read faster.',
};

/** Too many streams (Try Again Later). */
export const tooMany: CloseReason = { code: 1013, reason: 'QUOTA_EXCEEDED: too many streams are open.' };

/** Nothing was asked for a long time. */
export const idle: CloseReason = { code: 1000, reason: 'IDLE: nothing was asked for a while.' };
