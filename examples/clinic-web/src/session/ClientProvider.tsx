import { createEventEyeClient } from '@eventeye/client';
import { EventEyeProvider } from '@eventeye/client/react';
import type { Locale } from '@eventeye/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePreferences } from '../preferences/PreferencesContext.js';
import { keepTokens, readTokens } from './keptTokens.js';

/** The one client of this tab, with the session that the tab kept. Findings and errors come in the language chosen here. */
export function ClientProvider({ children }: { children: ReactNode }) {
  const { locale } = usePreferences();
  const spoken = useRef<Locale>(locale);
  spoken.current = locale;
  const [client] = useState(() => {
    const auth = readTokens();
    return createEventEyeClient({
      url: new URL('/graphql', location.origin).href,
      locale: () => spoken.current,
      ...(auth && { auth }),
      onSessionChange: keepTokens,
    });
  });
  const before = useRef(locale);
  useEffect(() => {
    if (before.current === locale) return;
    before.current = locale;
    // What is on the page was written in the other language.
    void client.apollo.refetchQueries({ include: 'active' });
  }, [client, locale]);
  return <EventEyeProvider client={client}>{children}</EventEyeProvider>;
}
