/** The component groups of a person name (PS3.5 6.2.1.2), components by `^`. Absent or empty groups are `undefined`. */
export interface PersonName {
  /** In Latin letters, such as `Hong^Gildong`. */
  alphabetic: string | undefined;
  /** In Hanja, Kanji or Hanzi. */
  ideographic: string | undefined;
  /** In Hangul or Kana. */
  phonetic: string | undefined;
}

/** Takes the decoded value of a person name apart; empty components at the end are left out, as PS3.5 6.2.1.1 allows. */
export function personName(text: string): PersonName {
  const [alphabetic, ideographic, phonetic] = text
    .split('=')
    .map((group) => group.replace(/[\s^]+$/, '').trim() || undefined);
  return { alphabetic, ideographic, phonetic };
}
