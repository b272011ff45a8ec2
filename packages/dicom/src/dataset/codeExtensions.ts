import iconv from 'iconv-lite';
import type { CharacterSetTerm } from './characterSetTerm.js';
import { type Designation, designations, type GraphicSet } from './graphicSets.js';

/**
 * Decodes text with the code extension techniques of ISO 2022 (PS3.5 6.1.2.5). Escapes change the set of one half of the
 * code table; line ends, tabs and the delimiters of values, components and component groups bring the first set back.
 * An escape is followed whether or not its set is declared: what it says leaves no doubt.
 */
export function decodeExtended(bytes: Uint8Array, terms: readonly CharacterSetTerm[]): string {
  // Korean files often declare only IR 149 and leave the escape out, so the first set of any value is the one to begin with.
  const first = terms.find((term) => term.kind === 'set')?.set;
  // JIS X 0208 lives in the lower half, which is ASCII until an escape.
  const initial = first?.encoding === 'euc-jp' ? undefined : first;
  let g0: GraphicSet | undefined;
  let g1 = initial;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    if (byte === escapeByte) {
      const found = designationAt(bytes, at + 1);
      if (found?.half === 'G0') g0 = found.set;
      else if (found) g1 = found.set;
      at += found ? 1 + found.length : 1;
    } else if (byte < 0x80 && (g0 === undefined || byte < 0x21)) {
      text += String.fromCharCode(byte);
      if (resets.has(byte)) [g0, g1] = [undefined, initial];
      at += 1;
    } else {
      const upper = byte >= 0x80;
      const end = runEnd(bytes, at, upper, upper && g1?.bytesPerCharacter === 2);
      text += decodeRun(bytes.subarray(at, end), upper ? g1 : g0);
      at = end;
    }
  }
  return text;
}

const escapeByte = 0x1b;
/** TAB, LF, FF, CR, backslash, caret and equals sign: PS3.5 6.1.2.5.3. */
const resets = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x5c, 0x5e, 0x3d]);

function designationAt(bytes: Uint8Array, at: number): (Designation & { length: number }) | undefined {
  for (const length of [2, 3]) {
    const found = designations[String.fromCharCode(...bytes.subarray(at, at + length))];
    if (found) return { ...found, length };
  }
  return undefined;
}

/** The end of the bytes of one half, before any control character. */
function runEnd(bytes: Uint8Array, from: number, upper: boolean, inPairs: boolean): number {
  let at = from;
  while (at < bytes.length && bytes[at]! > 0x20 && bytes[at]! >= 0x80 === upper) at += 1;
  // Windows writes Hangul that KS X 1001 lacks as a lead byte and a letter (code page 949).
  if (inPairs && (at - from) % 2 === 1 && /[A-Za-z]/.test(String.fromCharCode(bytes[at] ?? 0))) at += 1;
  return at;
}

function decodeRun(run: Uint8Array, set: GraphicSet | undefined): string {
  if (!set) return iconv.decode(run, 'iso-8859-1');
  if (set.prefix === undefined) {
    const upper = run[0]! < 0x80 ? run.map((byte) => byte | 0x80) : run;
    return iconv.decode(upper, set.encoding);
  }
  const out: number[] = [];
  for (let i = 0; i < run.length; i += 2) {
    out.push(set.prefix, ...run.subarray(i, i + 2).map((byte) => byte | 0x80));
  }
  return iconv.decode(Uint8Array.from(out), set.encoding);
}
