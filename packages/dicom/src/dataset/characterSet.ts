import iconv from 'iconv-lite';
import { type CharacterSetTerm, characterSetTerm } from './characterSetTerm.js';
import { decodeExtended } from './codeExtensions.js';

/**
 * Decodes text of a data set, with or without code extensions (PS3.3 C.12.1.1.2, PS3.5 6.1). Bytes that no character of
 * the declared set has become U+FFFD: it never throws. Text without a declared set that leaves ASCII, which is a fault of
 * the sender, is UTF-8 where it is valid as such, else ISO 8859-1.
 *
 * @param characterSet values of Specific Character Set (0008,0005), in order; usual misspellings are understood.
 */
export function decodeText(bytes: Uint8Array, characterSet: readonly string[]): string {
  return decode(bytes, characterSet.map(characterSetTerm)).replace(/[\0 ]+$/, '');
}

function decode(bytes: Uint8Array, terms: CharacterSetTerm[]): string {
  const [first] = terms;
  // UTF-8, GB18030 and GBK stand alone and know no escapes (PS3.3 C.12.1.1.2, note 3).
  if (first?.kind === 'whole') return iconv.decode(bytes, first.encoding);
  if (isAscii(bytes)) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  const isDeclared = terms.some((term) => term.kind === 'set');
  if (!isDeclared && !bytes.includes(escapeByte)) return undeclared(bytes);
  return decodeExtended(bytes, terms);
}

/** A guess among many would sooner or later make another person's name of it; UTF-8 proves itself by its structure. */
function undeclared(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'iso-8859-1');
  }
}

const escapeByte = 0x1b;

/** Short, and nothing but ASCII without escapes. */
function isAscii(bytes: Uint8Array): boolean {
  return bytes.length < 4096 && bytes.every((byte) => byte < 0x80 && byte !== escapeByte);
}
