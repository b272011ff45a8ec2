import { type ColorScheme, type Locale, locales, matchLocale } from '@eventeye/react';

/** What a person chose for this browser; nothing about patients. */
export interface Preferences {
  locale: Locale;
  scheme: ColorScheme;
}

const key = 'eventeye.preferences';
const schemes: readonly ColorScheme[] = ['auto', 'light', 'dark'];

/** What was chosen here before, else the browser's language and the system's colours. */
export function readPreferences(): Preferences {
  const kept = parse(localStorage.getItem(key));
  return {
    locale: locales.find((locale) => locale === kept.locale) ?? matchLocale(navigator.languages),
    scheme: schemes.find((scheme) => scheme === kept.scheme) ?? 'auto',
  };
}

/** Keeps the choice for the next visit. */
export function keepPreferences(preferences: Preferences): void {
  localStorage.setItem(key, JSON.stringify(preferences));
}

function parse(text: string | null): Partial<Record<keyof Preferences, unknown>> {
  try {
    return (JSON.parse(text ?? '{}') as object | null) ?? {};
  } catch {
    // Somebody else wrote there: begin anew.
    return {};
  }
}
