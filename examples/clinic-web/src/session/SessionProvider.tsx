import { createEventEyeClient, type EventEyeClient, EventEyeError, type User } from '@eventeye/client';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { SignInPage } from '../pages/signIn/SignInPage.js';
import { usePreferences } from '../preferences/PreferencesContext.js';
import { Starting } from '../shell/Starting.js';
import { keepTokens, readTokens } from './keptTokens.js';
import { SessionContext } from './SessionContext.js';

type Standing = { is: 'starting' } | { is: 'out'; ended: boolean } | { is: 'in'; user: User };

/**
 * Signs in, or takes up the session that this tab kept, and gives everything beneath it the client. Where the session ends, the
 * sign-in stands in place of the page and the address stays, so that signing in again leads back to it.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { locale } = usePreferences();
  const [standing, setStanding] = useState<Standing>({ is: 'starting' });
  const client = useMemo(
    () =>
      createEventEyeClient({
        url: new URL('/graphql', location.origin).href,
        locale,
        ...authOf(readTokens()),
        onSessionChange: (tokens) => {
          keepTokens(tokens);
          // By the server or in this tab; whoever signs out on purpose is told nothing.
          if (!tokens) setStanding((before) => ({ is: 'out', ended: before.is === 'in' }));
        },
      }),
    [locale],
  );
  useEffect(() => {
    const stop = takeUp(client, setStanding);
    return () => {
      stop();
      void client.close();
    };
  }, [client]);

  const signOut = useCallback(async () => {
    setStanding({ is: 'out', ended: false });
    try {
      await client.signOut();
    } catch (error) {
      // The tokens are gone from here whether or not the server heard of it.
      if (!EventEyeError.is(error)) throw error;
    }
    setStanding({ is: 'out', ended: false });
  }, [client]);
  const user = standing.is === 'in' ? standing.user : undefined;
  const session = useMemo(() => user && { client, user, signOut }, [client, user, signOut]);

  if (standing.is === 'starting') return <Starting />;
  if (!session) {
    const ended = standing.is === 'out' && standing.ended;
    return (
      <SignInPage
        client={client}
        ended={ended}
        onSignedIn={(signedIn) => setStanding({ is: 'in', user: signedIn })}
      />
    );
  }
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

function authOf(auth: ReturnType<typeof readTokens>) {
  return auth ? { auth } : {};
}

/** Asks who is signed in; again while the server can not be reached. @returns how to stop asking. */
function takeUp(client: EventEyeClient, tell: (standing: Standing) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const ask = async () => {
    if (!client.tokens) return tell({ is: 'out', ended: false });
    try {
      const user = await client.viewer();
      if (!isOver) tell(user ? { is: 'in', user } : { is: 'out', ended: true });
    } catch (error) {
      if (isOver) return;
      if (EventEyeError.is(error, 'NETWORK_FAILED')) timer = setTimeout(ask, 1_000);
      else tell({ is: 'out', ended: true });
    }
  };
  void ask();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
