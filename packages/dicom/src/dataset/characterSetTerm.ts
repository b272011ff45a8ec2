import { type GraphicSet, graphicSets } from './graphicSets.js';

/** What one value of Specific Character Set stands for. */
export type CharacterSetTerm =
  /** An encoding of all bytes, which knows no escapes. */
  | { kind: 'whole'; encoding: string }
  /** A set of the upper half of the code table (G1), or of both halves, which escapes may replace. */
  | { kind: 'set'; set: GraphicSet }
  /** ASCII, or nothing that is known. */
  | { kind: 'ascii' };

/**
 * Reads one value of Specific Character Set (0008,0005). `ISO_IR 149`, `ISO 2022-IR-149`, `UTF8` and the like, which are
 * no defined terms and which files bear, are taken for what they mean.
 */
export function characterSetTerm(value: string): CharacterSetTerm {
  const letters = value.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const whole = wholes[letters];
  if (whole) return { kind: 'whole', encoding: whole };
  const number = /^(?:ISO)?(?:2022)?(?:IR)?(\d{1,3})$/.exec(letters)?.[1];
  if (number === '192') return { kind: 'whole', encoding: 'utf-8' };
  const set = graphicSets[number ?? names[letters] ?? ''];
  return set ? { kind: 'set', set } : { kind: 'ascii' };
}

const wholes: Record<string, string> = {
  UTF8: 'utf-8',
  UNICODE11UTF8: 'utf-8',
  GB18030: 'gb18030',
  ISOGB18030: 'gb18030',
  GBK: 'gbk',
  CP936: 'gbk',
  GB2312: 'gbk',
  EUCKR: 'cp949',
  CP949: 'cp949',
  SHIFTJIS: 'shift_jis',
  SJIS: 'shift_jis',
};

/** What some writers put in place of a registration number. */
const names: Record<string, string> = {
  LATIN1: '100',
  ISO88591: '100',
  ISO88592: '101',
  ISO88593: '109',
  ISO88594: '110',
  ISO88595: '144',
  ISO88596: '127',
  ISO88597: '126',
  ISO88598: '138',
  ISO88599: '148',
  ISO885911: '166',
  ISO885915: '203',
  KSC5601: '149',
  KSX1001: '149',
};
