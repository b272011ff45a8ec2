import type { SignInProvider } from '@eventeye/client';
import { useEventEye } from '@eventeye/client/react';
import { useEffect, useState } from 'react';
import { prepareProviders, returnPath } from './providerSignIn.js';

/** Links to the identity providers that people may sign in through; none while they are not known. */
export function useProviders(): readonly SignInProvider[] {
  const client = useEventEye();
  const [providers, setProviders] = useState<readonly SignInProvider[]>([]);
  useEffect(() => {
    let isOver = false;
    const path = location.pathname === returnPath ? '/' : location.pathname + location.search;
    client
      .signInProviders()
      .then((found) => prepareProviders(found, path))
      .then(
        (prepared) => {
          if (!isOver) setProviders(prepared);
        },
        // A password works without them.
        () => {},
      );
    return () => {
      isOver = true;
    };
  }, [client]);
  return providers;
}
