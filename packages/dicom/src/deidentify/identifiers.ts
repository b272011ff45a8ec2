import { decodeText } from '../dataset/characterSet.js';
import type { ElementNode } from './elementTree.js';
import { valueRepresentation } from './valueRepresentation.js';

/** What names the people of one file, to be found again wherever else it was written. */
export interface Identifiers {
  /** Whether a text holds one of them: long ones anywhere, short ones as a word. */
  inText(text: string): boolean;
  /** Whether bytes hold one of the long ones as text in Latin-1, UTF-8, UTF-16 or the file's own character set. */
  inBytes(bytes: Uint8Array): boolean;
  /** Whether a word of a coded term, or all of it, is one of them; a term that only contains one is chance. */
  inTerm(text: string): boolean;
  /** Whether one of several values of a number is one of them, and nothing but it. */
  isWhole(text: string): boolean;
}

/** Numbers of the patient, the visit and the order, addresses and institutions; names are known by their VR. */
const identifyingTags = new Set([
  0x00080050, 0x00080080, 0x00080081, 0x00080092, 0x00080094, 0x00081040, 0x00100020, 0x00100021, 0x00101000,
  0x00101040, 0x00101050, 0x00101090, 0x00102154, 0x00102155, 0x00102299, 0x00120040, 0x00380010, 0x00380060,
  0x00400253, 0x00400009, 0x00401001, 0x00402016, 0x00402017, 0x00401102, 0x00401103, 0x00401104,
]);
const birthDate = 0x00100030;
const characterSet = 0x00080005;

/** Collects the identifiers of a data set and of all its sequences. */
export function collectIdentifiers(elements: readonly ElementNode[]): Identifiers {
  const found = new Collection();
  found.add(elements, ['']);
  return {
    inText: (text) => found.inText(text),
    inBytes: (bytes) => found.inBytes(bytes),
    inTerm: (text) => found.inTerm(text),
    isWhole: (text) => found.isWhole(text),
  };
}

class Collection {
  /** Lower case; long enough not to be met by chance within another word. */
  readonly #long = new Set<string>();
  readonly #words = new Set<string>();
  /** Byte patterns as Latin-1 strings, lower case. */
  readonly #patterns = new Set<string>();

  add(elements: readonly ElementNode[], inherited: readonly string[]): void {
    const own = elements.find(({ tag }) => tag === characterSet);
    const terms = own ? Buffer.from(own.value).toString('latin1').split('\\') : inherited;
    for (const { tag, vr, value, items } of elements) {
      for (const item of items ?? []) this.add(item, terms);
      if (items || value.length === 0 || value.length > 4096) continue;
      const isName = vr === 'PN' || valueRepresentation(tag) === 'PN';
      if (isName) for (const name of decodeText(value, terms).split(/[=\\]/)) this.#addName(name);
      if (isName) for (const part of latin1(value).split(/[=\\^]/)) this.#addBytes(part);
      else if (tag === birthDate) this.#addDate(latin1(value));
      else if (identifyingTags.has(tag)) {
        for (const part of decodeText(value, terms).split('\\')) this.#addText(part);
        this.#addBytes(latin1(value));
      }
    }
  }

  #addName(name: string): void {
    // Prefix and suffix ("Dr", "MD") name nobody.
    for (const component of name.split('^').slice(0, 3)) {
      this.#addText(component);
      for (const word of component.split(/[\s,]+/)) this.#addText(word);
    }
  }

  #addDate(text: string): void {
    const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})/.exec(text) ?? [];
    if (!year) return;
    for (const separator of ['', '-', '.', '/']) this.#addText([year, month, day].join(separator));
    this.#addText(`${year.slice(2)}${month}${day}`);
  }

  #addText(raw: string): void {
    const text = raw
      .replace(/[\0\s]+/g, ' ')
      .trim()
      .toLowerCase();
    if (isLong(text)) {
      this.#long.add(text);
      for (const encoding of ['latin1', 'utf8', 'utf16le'] as const) {
        const bytes = Buffer.from(text, encoding);
        if (encoding === 'latin1' && latin1(bytes) !== text) continue;
        this.#patterns.add(latin1(bytes).toLowerCase());
        if (encoding === 'utf16le') this.#patterns.add(latin1(bytes.swap16()).toLowerCase());
      }
    } else if (text.length > 1) this.#words.add(text);
  }

  /** As the file writes it, whatever its character set: a stretch of at least four bytes. */
  #addBytes(raw: string): void {
    const text = raw.replace(/^[\0 ]+|[\0 ]+$/g, '').toLowerCase();
    if (text.length >= 4 && !/^\d{1,5}$/.test(text)) this.#patterns.add(text);
  }

  inText(text: string): boolean {
    const lower = text.toLowerCase();
    for (const one of this.#long) if (lower.includes(one)) return true;
    if (this.#words.size === 0) return false;
    return lower.split(/[^\p{Letter}\p{Number}]+/u).some((word) => this.#words.has(word));
  }

  inTerm(text: string): boolean {
    const terms = text.toLowerCase().split(/[\\\0]/);
    const parts = terms.flatMap((term) => [term.trim(), ...term.split(/[\s_]+/)]);
    return parts.some((part) => this.#long.has(part) || this.#words.has(part));
  }

  isWhole(text: string): boolean {
    return text.split('\\').some((part) => this.#long.has(part.replace(/\0/g, ' ').trim()));
  }

  inBytes(bytes: Uint8Array): boolean {
    const text = latin1(bytes).toLowerCase();
    for (const pattern of this.#patterns) if (text.includes(pattern)) return true;
    return false;
  }
}

/** Letters from four on, numbers from six on, other scripts from two on. */
function isLong(text: string): boolean {
  if (/\P{ASCII}/u.test(text)) return text.length >= 2;
  return text.length >= (/^[\d ]+$/.test(text) ? 6 : 4);
}

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
