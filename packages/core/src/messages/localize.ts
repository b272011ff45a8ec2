import { en, type Messages } from './en.js';
import { ko } from './ko.js';

/** Languages that every text exists in. */
export type Language = 'en' | 'ko';

/** A code that has a text. */
export type MessageCode = keyof Messages;

const catalogue: Record<Language, Messages> = { en, ko };

/**
 * The text of a code in a language, its parameters filled in.
 *
 * A code that a newer version stored and this one does not know is returned as it is, so that old software shows new
 * rows.
 */
export function localize(
  code: string,
  language: Language,
  params: Record<string, string | number> = {},
): string {
  const template = catalogue[language][code as MessageCode] ?? code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Every code with a text, for tests and documentation. */
export const messageCodes = Object.keys(en) as MessageCode[];
