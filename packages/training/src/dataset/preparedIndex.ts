import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { writeWhole } from '../files/writeWhole.js';

/** The parts of a cohort. A patient is in one of them, whole. */
export type Part = 'train' | 'validation' | 'test';

/** One prepared slice: an 8-bit PNG of the model's input size, grey or three channels. */
export interface PreparedSlice {
  /** Relative to the index. */
  path: string;
  /** Empty for a slice that shows no lesion. */
  label: string;
  /** Salted hash of the patient. */
  patient: string;
  part: Part;
  /** The lesion as fractions of the picture's sides, where it is known. */
  box: { left: number; top: number; right: number; bottom: number } | undefined;
  /** SHA-256 of the prepared samples. */
  pixels: string;
  /** Manufacturer and model, where the header names them. */
  vendor: string;
  /** Longest side of the lesion's box, mm. */
  lesionMm: number | undefined;
}

const columns = [
  'path',
  'label',
  'patient',
  'part',
  'left',
  'top',
  'right',
  'bottom',
  'pixels',
  'vendor',
  'lesion_mm',
] as const;

/** Writes an index, which the Python loop reads. */
export function writeIndex(file: string, slices: readonly PreparedSlice[]): void {
  const rows = slices.map(({ box, lesionMm, ...slice }) => ({ ...slice, ...box, lesion_mm: lesionMm }));
  writeWhole(file, stringify(rows, { header: true, columns: [...columns] }));
}

/**
 * Reads an index that `writeIndex` wrote.
 *
 * @throws Error when its header is another.
 */
export function readIndex(file: string): PreparedSlice[] {
  const rows = parse(readFileSync(file), {
    columns: (header: string[]) => {
      if (header.join() !== columns.join())
        throw new Error(`${file} is no index of prepared slices. Run eventeye-train prepare.`);
      return header;
    },
  }) as Record<(typeof columns)[number], string>[];
  return rows.map(({ left, top, right, bottom, lesion_mm, part, ...row }) => ({
    ...row,
    part: part as Part,
    box: left
      ? { left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) }
      : undefined,
    lesionMm: lesion_mm ? Number(lesion_mm) : undefined,
  }));
}
