import { type SessionState, useSession } from '@eventeye/client/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { SignInPage } from '../pages/signIn/SignInPage.js';
import { Starting } from '../shell/Starting.js';
import { UserContext } from './UserContext.js';

/**
 * The application for whoever is signed in, and the sign-in for everybody else. Where a session ends, the address stays, so that
 * signing in again leads back to the page.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  const { state, retry } = session;
  const wasIn = useRef(false);
  useEffect(() => {
    if (state === 'signed-in') wasIn.current = true;
    if (state !== 'failed') return;
    // There are tokens and the server is away: a restart, or the network. It will be back.
    const timer = setInterval(retry, 1_000);
    return () => clearInterval(timer);
  }, [state, retry]);
  if (session.state === 'signed-in') return <UserContext value={session.user}>{children}</UserContext>;
  if (isSigningIn(session)) return <SignInPage ended={wasIn.current && !hasLeft()} />;
  return <Starting />;
}

function isSigningIn({ state }: SessionState): boolean {
  return state === 'signed-out' || state === 'signing-in';
}

/** Whoever signs out is taken to the beginning; a session that ended by itself leaves the address where it was. */
function hasLeft(): boolean {
  return location.pathname === '/';
}
