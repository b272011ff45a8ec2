import type { User } from '@eventeye/client';
import { useEventEye, useSession } from '@eventeye/client/react';
import { useEffect, useState } from 'react';
import { type SignInChoice, SignInView } from './SignInView.js';

/** Properties of {@link SignIn}. */
export interface SignInProps {
  /** Called once somebody is signed in; the client then holds the tokens. */
  onSignedIn?: ((user: User) => void) | undefined;
}

/** Signs people in to the client of the provider above, by password or through an identity provider. */
export function SignIn({ onSignedIn }: SignInProps) {
  const session = useSession();
  const providers = useProviders();
  const { error } = session;
  return (
    <SignInView
      state={session.state === 'signing-in' ? 'running' : error ? 'failed' : 'idle'}
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
function useProviders(): readonly SignInChoice[] {
  const client = useEventEye();
  const [providers, setProviders] = useState<readonly SignInChoice[]>([]);
  useEffect(() => {
    let current = true;
    client.signInProviders().then(
      (found) => {
        if (current) setProviders(found);
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [client]);
  return providers;
}
