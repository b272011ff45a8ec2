import { EventEyeError, isFinal } from '@eventeye/core';
import type { Observable } from 'rxjs';
import { toEventEyeError } from '../errors/toEventEyeError.js';
import type { AnalysisFieldsFragment } from '../generated/graphql.js';
import type { LiveLink, LiveTransport } from '../transport/createLiveLink.js';
import { iterateObservable } from './iterateObservable.js';
import { pause } from './pause.js';

/** Settings of one watch; times in milliseconds. */
export interface WatchOptions {
  signal?: AbortSignal;
  /** How changes may come, the best first; `[]` asks over HTTP only. */
  transports?: readonly LiveTransport[];
  /** How often to ask over HTTP while no transport works. */
  pollIntervalMs?: number;
  /** How long the server may be out of reach before the watch gives up. */
  maxOfflineMs?: number;
  /** How long a transport may take to bring the first state. */
  connectTimeoutMs?: number;
}

/** Something that runs to an end: an analysis, or a run over a series. */
export type Watched = Pick<AnalysisFieldsFragment, 'status' | 'progress'>;

/** How a watch reaches the server. */
export interface WatchContext<T extends Watched> {
  subscribe(id: string, transport: LiveTransport): Observable<T>;
  fetch(id: string): Promise<T | null>;
  live: Pick<LiveLink, 'usable' | 'failed' | 'worked'>;
}

/**
 * Follows an analysis: its state now, then each change, until SUCCEEDED, FAILED or CANCELED. A lost connection is taken
 * up again. By WebSocket; where none gets through, by Server-Sent Events; where these do not either, by asking again and
 * again.
 *
 * Throws NOT_FOUND, UNAUTHENTICATED and the like, NETWORK_FAILED when the server stays away, and the signal's reason.
 */
export async function* watchAnalysis<T extends Watched>(
  context: WatchContext<T>,
  id: string,
  options: WatchOptions = {},
): AsyncGenerator<T, void, undefined> {
  const { signal, pollIntervalMs = 2_000, maxOfflineMs = 120_000, connectTimeoutMs = 10_000 } = options;
  const { transports = ['websocket', 'sse'] } = options;
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
    for (const transport of transports) {
      if (!context.live.usable(transport)) continue;
      try {
        const observable = context.subscribe(id, transport);
        for await (const state of iterateObservable(observable, {
          signal,
          firstWithinMs: connectTimeoutMs,
        })) {
          context.live.worked(transport);
          if (changed(state)) yield state;
          if (isFinal(state.status)) return;
        }
        break;
      } catch (cause) {
        signal?.throwIfAborted();
        const error = toEventEyeError(cause);
        if (!EventEyeError.is(error, 'NETWORK_FAILED')) throw error;
        context.live.failed(transport);
      }
    }
    // Whatever the transports missed or never brought.
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
