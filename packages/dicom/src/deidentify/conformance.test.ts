import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { decodeText, readDataset } from '../index.js';
import { deidentify } from './deidentify.js';
import { type ElementNode, pixelDataTag, readElementTree } from './elementTree.js';
import { dumpFaults, hasDicomTools, validationErrors } from './testing/dicomTools.js';
import { findText } from './testing/findText.js';
import { identifiedElements, plantedTexts } from './testing/identifiedElements.js';
import { plant } from './testing/plant.js';
import { valueRepresentation } from './valueRepresentation.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance/', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`skipped: ${folder} is absent, so no file of other makers is de-identified`);
if (!hasDicomTools)
  console.warn('skipped: dcmtk or dicom3tools is not installed, so no peer reads the files');

const key = new Uint8Array(32).fill(3);
const files = (present ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.dcm'))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(folder + name)) }))
  .filter(({ bytes }) => reads(bytes));

describe.skipIf(!present)('files of the conformance set', () => {
  it('are most of the set', () => expect(files.length).toBeGreaterThan(60));

  it.each(files)('$name gives the same bytes twice, with the same pixels', ({ bytes }) => {
    const { bytes: out } = deidentify(bytes, key);
    expect(Buffer.compare(out, deidentify(bytes, key).bytes)).toBe(0);
    expect(pixelHash(out)).toBe(pixelHash(bytes));
    const { transferSyntax } = readDataset(out);
    expect(transferSyntax.uid).toBe(readDataset(bytes).transferSyntax.uid);
  });

  it.each(files)('$name keeps none of its own names, numbers, dates and UIDs', ({ bytes }) => {
    const own = ownIdentifiers(readElementTree(readDataset(bytes)), ['']);
    expect(findText(inflated(deidentify(bytes, key).bytes), own)).toEqual([]);
  });

  it.each(files)('$name keeps none of what is planted in it', ({ name, bytes }) => {
    const planted = plant(bytes, identifiedElements('\\ISO 2022 IR 149'));
    expect(findText(inflated(planted), plantedTexts).length, name).toBeGreaterThan(10);
    expect(findText(inflated(deidentify(planted, key).bytes), plantedTexts)).toEqual([]);
  });

  it.skipIf(!hasDicomTools).each(files)('$name is read by dcmdump and is no less valid', ({ bytes }) => {
    const { bytes: out } = deidentify(bytes, key);
    expect(dumpFaults(out)).toBe('');
    const before = validationErrors(bytes);
    // Of a file whose private elements stop the validator there is nothing to compare with.
    if (before.some((error) => error.includes('Tags out of order'))) return;
    const added = validationErrors(out).filter((error) => !before.includes(error));
    expect(added).toEqual([]);
  });
});

function reads(bytes: Uint8Array): boolean {
  try {
    return readDataset(bytes) !== undefined;
  } catch (error) {
    if (EventEyeError.is(error)) return false;
    throw error;
  }
}

/** Byte by byte: the fragments of compressed pixels, too. */
function pixelHash(bytes: Uint8Array): string | undefined {
  const pixels = readElementTree(readDataset(bytes)).find(({ tag }) => tag === pixelDataTag);
  return pixels && createHash('sha256').update(pixels.value).digest('hex');
}

function inflated(bytes: Uint8Array): Uint8Array {
  return readDataset(bytes).parsed.byteArray as Uint8Array;
}

/** Long enough that pixels do not hold them by chance. */
function ownIdentifiers(elements: readonly ElementNode[], characterSet: readonly string[]): string[] {
  const charset = elements.find(({ tag }) => tag === 0x00080005);
  const terms = charset ? Buffer.from(charset.value).toString('latin1').split('\\') : characterSet;
  return elements.flatMap(({ tag, value, items }) => {
    if (items) return items.flatMap((item) => ownIdentifiers(item, terms));
    const vr = valueRepresentation(tag);
    const text = decodeText(value, terms).trim();
    const kind = new Set([0x00080016, 0x00081150, 0x0008010c]).has(tag);
    if (vr === 'UI' && !kind && !text.startsWith('1.2.840.10008.')) return text.split('\\').filter(long);
    if (vr === 'PN') return text.split(/[\\^=]/).filter(long);
    if (vr === 'DA' || vr === 'DT') return [text.slice(0, 8)].filter(long);
    return [0x00080050, 0x00100020, 0x00080080, 0x00080081].includes(tag) ? [text].filter(long) : [];
  });
}

const long = (text: string) => text.length > 5;
