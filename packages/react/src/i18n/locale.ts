/** A language of the interface, as a BCP 47 tag without region. */
export type Locale = 'en' | 'ko';

/** The languages that every text of the components exists in. */
export const locales: readonly Locale[] = ['en', 'ko'];

/** The language of the interface that fits best the languages a browser asks for (BCP 47); English when none does. */
export function matchLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    const found = locales.find((locale) => locale === language);
    if (found) return found;
  }
  return 'en';
}
