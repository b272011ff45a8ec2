import { descriptorWords } from './tables/descriptorWords.js';

/**
 * Keeps the words of a description that the vocabulary knows, and drops everything else: names, numbers, places and
 * all other scripts. Unknown is identifying until shown otherwise, which no list of forbidden words could say.
 *
 * @param identifies tells whether a word names the patient or staff of this very file, vocabulary or not.
 * @returns the text as it was when all of it may stay; empty when nothing may.
 */
export function cleanText(text: string, identifies: (word: string) => boolean): string {
  const words = text.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '');
  const kept = words.filter((word) => descriptorWords.has(word.toLowerCase()) && !identifies(word));
  const untouched = kept.length === words.length && /^[\x20-\x7e]*$/.test(text) && digitsApart(text);
  return untouched ? text : withoutRuns(kept).join(' ');
}

/** Digits one by one could spell a number: two in a row, and they go. */
function withoutRuns(words: readonly string[]): string[] {
  const digit = (word: string | undefined) => word !== undefined && /^\d$/.test(word);
  return words.filter((word, i) => !(digit(word) && (digit(words[i - 1]) || digit(words[i + 1]))));
}

const digitsApart = (text: string) => !/(^|[^a-z0-9])\d[^a-z0-9]+\d([^a-z0-9]|$)/i.test(text);
