import { describe, expect, it } from 'vitest';
import { decodeText } from './characterSet.js';
import { personName } from './personName.js';

/** Bytes written as in PS3.5 annexes H to K: `\xHH` for what is no ASCII, ESC for the escape. */
const bytes = (text: string) =>
  Uint8Array.from(text.replaceAll('ESC', '\x1b'), (letter) => letter.charCodeAt(0));
const decode = (text: string, ...terms: string[]) => decodeText(bytes(text), terms);

describe('person names of the standard', () => {
  it('reads Korean with code extensions (PS3.5 I.2)', () => {
    const text = 'Hong^Gildong=ESC$)C\xfb\xf3^ESC$)C\xd1\xce\xd4\xd7=ESC$)C\xc8\xab^ESC$)C\xb1\xe6\xb5\xbf';
    expect(personName(decode(text, '', 'ISO 2022 IR 149'))).toEqual({
      alphabetic: 'Hong^Gildong',
      ideographic: '洪^吉洞',
      phonetic: '홍^길동',
    });
  });

  it('reads Japanese with a single-byte first set (H.3.1) and with katakana (H.3.2)', () => {
    const first = 'Yamada^Tarou=ESC$B;3EDESC(B^ESC$BB@O:ESC(B=ESC$B$d$^$@ESC(B^ESC$B$?$m$&ESC(B';
    expect(decode(first, '', 'ISO 2022 IR 87')).toBe('Yamada^Tarou=山田^太郎=やまだ^たろう');
    const second =
      '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=ESC$B;3EDESC(J^ESC$BB@O:ESC(J=ESC$B$d$^$@ESC(J^ESC$B$?$m$&ESC(J';
    expect(decode(second, 'ISO 2022 IR 13', 'ISO 2022 IR 87')).toBe('ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう');
  });

  it('reads supplementary Kanji', () => {
    // JIS X 0212: row 16, cell 1, and row 48, cell 1.
    expect(decode('ESC$(D0!P!ESC(B', '', 'ISO 2022 IR 159')).toBe('丂碻');
  });

  it('reads Chinese in UTF-8, GB18030 (J.1, J.3), GBK and with code extensions (K.2)', () => {
    expect(decode('Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1', 'ISO_IR 192')).toBe(
      'Wang^XiaoDong=王^小東',
    );
    for (const term of ['GB18030', 'GBK'])
      expect(decode('Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab', term)).toBe('Wang^XiaoDong=王^小东');
    expect(decode('Zhang^XiaoDong=ESC$)A\xd5\xc5^ESC$)A\xd0\xa1\xb6\xab', '', 'ISO 2022 IR 58')).toBe(
      'Zhang^XiaoDong=张^小东',
    );
  });

  it.each([
    ['ISO_IR 100', '\xc4neas^R\xfcdiger', 'Äneas^Rüdiger'],
    ['ISO_IR 101', 'Wa\xb3\xeasa', 'Wałęsa'],
    ['ISO_IR 109', '\xa6al', 'Ĥal'],
    ['ISO_IR 110', '\xa2ir', 'ĸir'],
    ['ISO_IR 144', '\xbb\xee\xdace\xdc\xd1yp\xd3', 'Люкceмбypг'],
    ['ISO_IR 127', '\xe2\xc8\xc7\xe6\xea^\xe4\xe6\xd2\xc7\xd1', 'قباني^لنزار'],
    ['ISO_IR 126', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
    ['ISO_IR 138', '\xf9\xf8\xe5\xef^\xe3\xe1\xe5\xf8\xe4', 'שרון^דבורה'],
    ['ISO_IR 148', '\xd0\xfd\xde', 'ĞıŞ'],
    ['ISO_IR 166', '\xca\xc1\xaa\xd2\xc2', 'สมชาย'],
    ['ISO_IR 203', '\xa4', '€'],
    ['ISO_IR 13', '\xd4\xcf\xc0\xde', 'ﾔﾏﾀﾞ'],
  ])('reads %s', (term, text, expected) => {
    expect(decode(text, term)).toBe(expected);
    expect(decode(text, term.replace('ISO_IR', 'ISO 2022 IR'))).toBe(expected);
  });

  it('changes between sets within a value', () => {
    expect(decode('ESC-A\xc4ESC-L\xbb', 'ISO 2022 IR 100', 'ISO 2022 IR 144')).toBe('ÄЛ');
  });

  it('goes back to the first set after a delimiter', () => {
    expect(decode('ESC-L\xbb^\xc4\\\xc4', 'ISO 2022 IR 100', 'ISO 2022 IR 144')).toBe('Л^Ä\\Ä');
  });
});

describe('character sets as files have them', () => {
  it.each(['ISO 2022 IR 149', 'ISO_IR 149', 'ISO2022 IR149', 'iso-2022-ir-149', 'KS X 1001', 'EUC-KR'])(
    'takes %s for Korean, without an escape too',
    (term) => {
      expect(decode('\xc8\xab^\xb1\xe6\xb5\xbf', term)).toBe('홍^길동');
    },
  );

  it('reads Hangul of code page 949 that the declared set lacks', () => {
    expect(decode('ESC$)C\x8cc\xb0\xa2^A', '', 'ISO 2022 IR 149')).toBe('똠각^A');
  });

  it.each(['UTF-8', 'ISO_IR192', 'ISO IR 192', 'utf8', 'ISO 2022 IR 192'])('takes %s for UTF-8', (term) => {
    expect(decode('\xed\x99\x8d', term)).toBe('홍');
  });

  it('reads text without a declared set as UTF-8 where it is, else as ISO 8859-1', () => {
    for (const terms of [[], [''], ['ISO_IR 6'], ['NO SUCH SET']]) {
      expect(decode('\xed\x99\x8d^\xea\xb8\xb8', ...terms)).toBe('홍^길');
      expect(decode('J\xe9r\xf4me', ...terms)).toBe('Jérôme');
    }
  });

  it('follows escapes that are not declared', () => {
    expect(decode('ESC$)C\xc8\xab')).toBe('홍');
  });

  it('survives broken characters and escapes in every set', () => {
    const broken = bytes('A\xffESC\x80ESC$\xb0ESC$BxESC$(D\xfe\x81');
    for (const term of ['', 'ISO_IR 192', 'GB18030', 'ISO 2022 IR 149', 'ISO 2022 IR 87', 'ISO_IR 166']) {
      expect(decodeText(broken, [term])).toMatch(/^A/);
      expect(decodeText(broken, ['', term])).toMatch(/^A/);
    }
  });
});

describe('personName', () => {
  it('leaves out empty groups and components', () => {
    expect(personName('Kim^Ji Young^^^')).toEqual({
      alphabetic: 'Kim^Ji Young',
      ideographic: undefined,
      phonetic: undefined,
    });
    expect(personName('==홍^길동').phonetic).toBe('홍^길동');
  });
});
