import { EventEyeError } from '@eventeye/core';
import { useCallback, useEffect, useState } from 'react';
import type { ViewerPlane } from '../viewerTypes.js';

/** Asks the server for the address of a projection. */
export type ProjectionUrl = (plane: ViewerPlane, ofDifference: boolean) => Promise<string>;

/** The address of the projection that is shown, and a way to ask for a fresh one; nothing is asked while none is wanted. */
export function useProjectionUrl(
  ask: ProjectionUrl | undefined,
  wanted: { plane: ViewerPlane; ofDifference: boolean } | undefined,
): { url: string | undefined; error: EventEyeError | undefined; renew(): void } {
  const [answer, setAnswer] = useState<{ key: string; url?: string; error?: EventEyeError }>();
  const [attempt, setAttempt] = useState(0);
  const { plane, ofDifference } = wanted ?? {};
  const key = `${plane} ${ofDifference}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    if (!ask || !plane) return;
    let isCurrent = true;
    ask(plane, ofDifference ?? false).then(
      (url) => isCurrent && setAnswer({ key, url }),
      (cause: unknown) => isCurrent && setAnswer({ key, error: asError(cause) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, plane, ofDifference, key, attempt]);
  const renew = useCallback(() => setAttempt((number) => number + 1), []);
  const current = answer?.key === key ? answer : undefined;
  return { url: current?.url, error: current?.error, renew };
}

function asError(cause: unknown): EventEyeError {
  return EventEyeError.is(cause)
    ? cause
    : new EventEyeError('INTERNAL', 'The projection can not be asked for. Try again.', { cause });
}
