import type { Locale } from '@eventeye/react';

let current: Locale = 'en';

/** The language that the page is in now; EventEye is asked for texts in it. */
export const language = (): Locale => current;

/** Switches the language of what is asked from now on. */
export function setLanguage(locale: Locale): void {
  current = locale;
  document.documentElement.lang = locale;
}
