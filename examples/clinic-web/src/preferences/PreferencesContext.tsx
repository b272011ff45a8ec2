import { EventEyeTheme } from '@eventeye/react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { keepPreferences, type Preferences, readPreferences } from './preferences.js';

interface Chosen extends Preferences {
  choose(change: Partial<Preferences>): void;
}

const PreferencesContext = createContext<Chosen | undefined>(undefined);

/** Language and colours for everything beneath it. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(readPreferences);
  const { locale, scheme } = preferences;
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset.scheme = scheme;
    keepPreferences({ locale, scheme });
  }, [locale, scheme]);
  const value = useMemo<Chosen>(
    () => ({ ...preferences, choose: (change) => setPreferences((before) => ({ ...before, ...change })) }),
    [preferences],
  );
  const appearance = useMemo(() => ({ scheme }), [scheme]);
  return (
    <PreferencesContext.Provider value={value}>
      <EventEyeTheme locale={locale} appearance={appearance} className="cw-root">
        {children}
      </EventEyeTheme>
    </PreferencesContext.Provider>
  );
}

/** What is chosen now, and how to choose anew. */
export function usePreferences(): Chosen {
  const chosen = useContext(PreferencesContext);
  if (!chosen) throw new Error('usePreferences stands outside PreferencesProvider.');
  return chosen;
}
