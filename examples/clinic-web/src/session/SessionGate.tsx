import { EventEyeError } from '@eventeye/client';
import { useEventEye, useSession } from '@eventeye/client/react';
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react';
import { SignInPage } from '../pages/signIn/SignInPage.js';
import { Starting } from '../shell/Starting.js';
import { finishProviderSignIn, returnPath } from './providerSignIn.js';
import { UserContext } from './UserContext.js';

/**
 * The application for whoever is signed in, and the sign-in for everybody else. Where a session ends, the address stays, so that
 * signing in again leads back to the page.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  const entered = useDeferredValue(session);
  const { state, retry } = session;
  const returned = useReturn();
  const wasIn = useRef(false);
  useEffect(() => {
    if (state === 'signed-in') wasIn.current = true;
    if (state !== 'failed') return;
    // There are tokens and the server is away: a restart, or the network. It will be back.
    const timer = setInterval(retry, 1_000);
    return () => clearInterval(timer);
  }, [state, retry]);
  if (returned.isRunning) return <Starting />;
  // The way in is drawn in slices, between which the browser answers; the way out at once.
  if (session.state === 'signed-in') {
    if (entered.state !== 'signed-in') return <Starting />;
    return <UserContext value={session.user}>{children}</UserContext>;
  }
  if (state === 'signed-out' || state === 'signing-in') {
    return <SignInPage ended={wasIn.current && !hasLeft()} refusal={returned.refusal} />;
  }
  return <Starting />;
}

/** Whoever signs out is taken to the beginning; a session that ended by itself leaves the address where it was. */
function hasLeft(): boolean {
  return location.pathname === '/';
}

/** Ends a sign-in through an identity provider, where the browser comes back from one. */
function useReturn(): { isRunning: boolean; refusal: EventEyeError | undefined } {
  const client = useEventEye();
  const [standing, setStanding] = useState<{ isRunning: boolean; refusal: EventEyeError | undefined }>(
    () => ({
      isRunning: location.pathname === returnPath && location.search !== '',
      refusal: undefined,
    }),
  );
  // The code is good once; an effect that ran twice would use it up.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    finishProviderSignIn(client).then(
      (back) => {
        if (back) location.replace(back.path);
        else setStanding({ isRunning: false, refusal: undefined });
      },
      (error: unknown) => {
        if (!EventEyeError.is(error)) throw error;
        setStanding({ isRunning: false, refusal: error });
      },
    );
  }, [client]);
  return standing;
}
