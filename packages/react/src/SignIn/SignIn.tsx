import { EventEyeError, type User } from '@eventeye/client';
import { useEventEye, useSession } from '@eventeye/client/react';
import { useEffect, useRef, useState } from 'react';
import { endProviderSignIn, isProviderReturn, providerLinks } from './providerSignIn.js';
import { type SignInChoice, SignInView } from './SignInView.js';

/** Properties of {@link SignIn}. */
export interface SignInProps {
  /** Called once somebody is signed in; the client then holds the tokens. */
  onSignedIn?: ((user: User) => void) | undefined;
  /**
   * Address of a page of yours that shows this component too, as the provider's settings on the server name it: identity providers
   * send the browser back there. Without it people sign in with a password alone.
   */
  redirectUri?: string | undefined;
}

/** Signs people in to the client of the provider above, by password or through an identity provider. */
export function SignIn({ onSignedIn, redirectUri }: SignInProps) {
  const session = useSession();
  const back = useProviderReturn(redirectUri, onSignedIn);
  const providers = useProviders(redirectUri);
  const error = session.error ?? back.error;
  const isRunning = session.state === 'signing-in' || back.isRunning;
  return (
    <SignInView
      state={isRunning ? 'running' : error ? 'failed' : 'idle'}
      error={error}
      providers={providers}
      onSignIn={async (credentials) => {
        const user = await session.signIn(credentials);
        if (user) onSignedIn?.(user);
      }}
    />
  );
}

/** None while they are not known: a password works without them. */
function useProviders(redirectUri: string | undefined): readonly SignInChoice[] {
  const client = useEventEye();
  const [providers, setProviders] = useState<readonly SignInChoice[]>([]);
  useEffect(() => {
    // The verifiers of the sign-in that is being ended are still needed.
    if (redirectUri === undefined || isProviderReturn(redirectUri)) return;
    let current = true;
    providerLinks(client, redirectUri).then(
      (found) => {
        if (current) setProviders(found);
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [client, redirectUri]);
  return providers;
}

/** Ends a sign-in through an identity provider, where the browser comes back from one. */
function useProviderReturn(
  redirectUri: string | undefined,
  onSignedIn: ((user: User) => void) | undefined,
): { isRunning: boolean; error: EventEyeError | undefined } {
  const client = useEventEye();
  const [standing, setStanding] = useState<{ isRunning: boolean; error: EventEyeError | undefined }>(() => ({
    isRunning: redirectUri !== undefined && isProviderReturn(redirectUri),
    error: undefined,
  }));
  // The code is good once; an effect that ran twice would use it up.
  const begun = useRef(false);
  const told = useRef(onSignedIn);
  told.current = onSignedIn;
  const { isRunning } = standing;
  useEffect(() => {
    if (!isRunning || begun.current) return;
    begun.current = true;
    endProviderSignIn(client).then(
      (user) => {
        setStanding({ isRunning: false, error: undefined });
        told.current?.(user);
      },
      (cause: unknown) => {
        const error = EventEyeError.is(cause)
          ? cause
          : new EventEyeError('INTERNAL', 'The sign-in failed. Begin it again.', { cause });
        setStanding({ isRunning: false, error });
      },
    );
  }, [client, isRunning]);
  return standing;
}
