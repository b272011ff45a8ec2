import type { Locale } from './locale.js';

/** The texts of a component: strings, or functions of what is put into them. */
export type MessageSet = Record<string, string | ((...args: never[]) => string)>;

/** The same texts in every language. */
export type Messages<T extends MessageSet> = Record<Locale, T>;

/**
 * Declares the texts of a component. English sets the keys; a language that lacks one does not compile.
 *
 * @example
 * const messages = defineMessages({
 *   en: { analyse: 'Analyse', slices: (count: number) => `${count} slices` },
 *   ko: { analyse: '분석', slices: (count: number) => `${count}개 단면` },
 * });
 */
export function defineMessages<const E extends MessageSet>(messages: {
  en: E;
  ko: { [K in keyof E]: E[K] extends (...args: infer A) => string ? (...args: A) => string : string };
}): Messages<{
  [K in keyof E]: E[K] extends (...args: infer A) => string ? (...args: A) => string : string;
}> {
  return messages as never;
}
