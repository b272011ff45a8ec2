import { readFileSync, writeFileSync } from 'node:fs';

/** The parts of a cohort. A patient is in one of them, whole. */
export type Part = 'train' | 'validation' | 'test';

/** One prepared slice: a 224 x 224 8-bit grey PNG. */
export interface PreparedSlice {
  /** Relative to the index. */
  path: string;
  label: string;
  patient: string;
  part: Part;
  /** The lesion as fractions of the picture's sides, where it is known. */
  box: { left: number; top: number; right: number; bottom: number } | undefined;
}

const header = 'path,label,patient,part,left,top,right,bottom';

/** Writes `index.csv`, which the Python loop reads. */
export function writeIndex(file: string, slices: readonly PreparedSlice[]): void {
  const rows = slices.map(({ path, label, patient, part, box }) => {
    const sides = box ? [box.left, box.top, box.right, box.bottom] : ['', '', '', ''];
    const cells = [path, label, patient, part, ...sides].map(String);
    if (cells.some((cell) => /[",\n]/.test(cell)))
      throw new TypeError('Names in the index may hold no comma, quote or line break.');
    return cells.join(',');
  });
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
}

/**
 * Reads an index that `writeIndex` wrote.
 *
 * @throws Error when its header is another.
 */
export function readIndex(file: string): PreparedSlice[] {
  const [first, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  if (first !== header)
    throw new Error(`${file} is no index of prepared slices. Run eventeye-train prepare.`);
  return rows.map((row) => {
    const [path, label, patient, part, left, top, right, bottom] = row.split(',') as string[];
    const box = left
      ? { left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) }
      : undefined;
    return { path: path!, label: label!, patient: patient!, part: part as Part, box };
  });
}
