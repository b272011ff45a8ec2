/** Greater than any text that may follow a beginning, where text is compared by bytes. */
export const lastCharacter = '\u{10ffff}';

/** More words than names have. */
const mostWords = 8;

/**
 * The words of what somebody typed, in the form in which the trigger `patient_search_terms` keeps them: lower case, without the
 * separators of Person Name (PS3.5 6.2.1).
 */
export function searchWords(text: string): string[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s^=(),]+/u);
  return words.filter((word) => word !== '').slice(0, mostWords);
}
