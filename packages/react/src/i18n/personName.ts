import type { Locale } from './locale.js';

/**
 * A name as one writes it, from a DICOM person name (PS3.5 6.2.1: `Family^Given^Middle^Prefix^Suffix`, up to three groups
 * divided by `=`: alphabetic, ideographic, phonetic). Korean readers get the Hangul where there is some. Any other name stays
 * as it is.
 */
export function personName(value: string, locale: Locale): string {
  const groups = value.split('=');
  const hangul = groups.find((group) => /\p{Script=Hangul}/u.test(group));
  const group = (locale === 'ko' ? hangul : undefined) ?? groups.find((one) => one !== '') ?? '';
  if (!group.includes('^')) return group;
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  if (/\p{Script=Hangul}/u.test(group)) return `${family}${given}${middle}`;
  const rest = [prefix, given, middle, suffix].filter(Boolean).join(' ');
  return family && rest ? `${family}, ${rest}` : family || rest;
}
