import { EventEyeError, isFinal } from '@eventeye/core';
import type { Observable } from 'rxjs';
import { toEventEyeError } from '../errors/toEventEyeError.js';
import type { AnalysisFieldsFragment } from '../generated/graphql.js';
import { iterateObservable } from './iterateObservable.js';
import { pause } from './pause.js';

/** Settings of one watch; times in milliseconds. */
export interface WatchOptions {
  signal?: AbortSignal;
  /** How often to ask over HTTP while there is no WebSocket. */
  pollIntervalMs?: number;
  /** How long the server may be out of reach before the watch gives up. */
  maxOfflineMs?: number;
  /** How long a WebSocket may take to bring the first state. */
  connectTimeoutMs?: number;
}

/** Something that runs to an end: an analysis, or a run over a series. */
export type Watched = Pick<AnalysisFieldsFragment, 'status' | 'progress'>;

/** How a watch reaches the server. */
export interface WatchContext<T extends Watched> {
  subscribe(id: string): Observable<T>;
  fetch(id: string): Promise<T | null>;
  live: { usable(): boolean; failed(): void };
}

/**
 * Follows an analysis: its state now, then each change, until SUCCEEDED, FAILED or CANCELED. A lost connection is taken
 * up again; where WebSockets are blocked it asks over HTTP.
 *
 * Throws NOT_FOUND, UNAUTHENTICATED and the like, NETWORK_FAILED when the server stays away, and the signal's reason.
 */
export async function* watchAnalysis<T extends Watched>(
  context: WatchContext<T>,
  id: string,
  options: WatchOptions = {},
): AsyncGenerator<T, void, undefined> {
  const { signal, pollIntervalMs = 2_000, maxOfflineMs = 120_000, connectTimeoutMs = 10_000 } = options;
  let last = '';
  let reachedAt = performance.now();
  let waitMs = Math.min(250, pollIntervalMs);
  /** True when there is something new to tell. */
  const changed = (analysis: T) => {
    reachedAt = performance.now();
    const state = `${analysis.status} ${analysis.progress}`;
    const isNew = state !== last;
    last = state;
    return isNew;
  };
  for (;;) {
    signal?.throwIfAborted();
    if (context.live.usable()) {
      try {
        const states = iterateObservable(context.subscribe(id), { signal, firstWithinMs: connectTimeoutMs });
        for await (const analysis of states) {
          if (changed(analysis)) yield analysis;
          if (isFinal(analysis.status)) return;
        }
      } catch (cause) {
        signal?.throwIfAborted();
        const error = toEventEyeError(cause);
        if (!EventEyeError.is(error, 'NETWORK_FAILED')) throw error;
        context.live.failed();
      }
    }
    // Whatever the socket missed or never brought.
    try {
      const analysis = await context.fetch(id);
      if (!analysis) throw new EventEyeError('NOT_FOUND', 'There is no such analysis in your organization.');
      if (changed(analysis)) yield analysis;
      if (isFinal(analysis.status)) return;
      waitMs = pollIntervalMs;
    } catch (cause) {
      const error = toEventEyeError(cause);
      const gaveUp = performance.now() - reachedAt > maxOfflineMs;
      if (!EventEyeError.is(error, 'NETWORK_FAILED') || gaveUp) throw error;
      waitMs = Math.min(waitMs * 2, 5_000);
    }
    await pause(waitMs, signal);
  }
}
