import type { EventEyeError } from '@eventeye/core';
import { useCallback, useMemo } from 'react';
import type { SignInInput, UserFieldsFragment } from '../generated/graphql.js';
import { useEventEye } from './EventEyeProvider.js';
import { useAction } from './useAction.js';
import { useHasTokens } from './useHasTokens.js';
import { useViewer } from './useViewer.js';

/** Who is signed in, and how to change that. */
export type SessionState = (
  | { state: 'signed-out'; user?: undefined; error?: EventEyeError | undefined }
  | { state: 'signing-in'; user?: undefined; error?: undefined }
  /** There are tokens; who they belong to is being asked. */
  | { state: 'loading'; user?: undefined; error?: undefined }
  | { state: 'signed-in'; user: UserFieldsFragment; error?: undefined }
  /** There are tokens, and the server can not say whose. */
  | { state: 'failed'; user?: undefined; error: EventEyeError }
) & {
  /** @returns the user, or undefined when it failed: `error` says why. Never throws. */
  signIn(input: SignInInput): Promise<UserFieldsFragment | undefined>;
  /** Ends the session here even when the server can not be told. Never throws. */
  signOut(): Promise<void>;
  /** Asks again who is signed in. */
  retry(): void;
};

/** The session of the client: follows it wherever it is changed, and its end when it can not be renewed. */
export function useSession(): SessionState {
  const client = useEventEye();
  const hasTokens = useHasTokens();
  const viewer = useViewer();
  const signingIn = useAction(client.signIn);
  const { run, reset } = signingIn;
  const signOut = useCallback(async () => {
    reset();
    await client.signOut().catch(() => {});
  }, [client, reset]);
  return useMemo<SessionState>(() => {
    const actions = { signIn: run, signOut, retry: viewer.retry };
    if (signingIn.state === 'running') return { state: 'signing-in', ...actions };
    if (!hasTokens) return { state: 'signed-out', error: signingIn.error, ...actions };
    if (viewer.state === 'ready') return { state: 'signed-in', user: viewer.data, ...actions };
    if (viewer.state === 'failed') return { state: 'failed', error: viewer.error, ...actions };
    return { state: 'loading', ...actions };
  }, [hasTokens, viewer, signingIn, run, signOut]);
}
