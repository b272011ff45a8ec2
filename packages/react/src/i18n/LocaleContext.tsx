import { createContext, type ReactNode, useContext } from 'react';
import type { MessageSet, Messages } from './defineMessages.js';
import type { Locale } from './locale.js';

const LocaleContext = createContext<Locale>('en');

/** Sets the language of the components beneath it. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

/** The language of the components here; English where nobody chose one. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** A component's texts in the language chosen here. */
export function useMessages<T extends MessageSet>(messages: Messages<T>): T {
  return messages[useLocale()];
}
