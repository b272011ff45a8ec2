import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelInput } from '@eventeye/inference';
import { stringify } from 'csv-stringify/sync';
import type { Cohort, CohortSeries } from '../cohort/cohort.js';
import { writeWhole } from '../files/writeWhole.js';
import { assignParts } from './assignParts.js';
import { balance } from './balance.js';
import { type Fingerprint, findDuplicates } from './findDuplicates.js';
import { buildLedger, writeLedger } from './ledger.js';
import { type PreparedSlice, writeIndex } from './preparedIndex.js';
import { type PreparedSeries, prepareSeries, type SeriesPicture } from './prepareSeries.js';
import { hashPatient, loadSalt } from './salt.js';
import { defaultShares, type SplitShares } from './splitPatients.js';

/** How a cohort becomes slices. */
export interface PrepareOptions {
  cohort: Cohort;
  /** Folder of the pictures, `index.csv`, `context.csv` and `ledger.jsonl`. */
  out: string;
  input: ModelInput;
  labels: readonly string[];
  split?: SplitShares;
  balanced?: boolean;
  slicesPerSeries?: number;
  contextPerSeries?: number;
  /** Difference hashes may differ in at most so many of 256 bits to count as the same image. */
  nearDuplicateBits?: number;
  /** `refuse` (the default) stops before anything is split; `skip` goes on without these files. */
  unreadable?: 'refuse' | 'skip';
  onSeries?: (done: number, all: number) => void;
}

/** What preparing gave. */
export interface Prepared {
  slices: PreparedSlice[];
  /** Slices that show no lesion: the in-scope test is fitted on these too. */
  context: PreparedSlice[];
  skipped: number;
  ledgerSha256: string;
}

/**
 * Prepares a cohort: pictures by the code that serves, a split by patient, balanced classes, no image in two parts, and
 * the ledger of it all. Series that were prepared before are not prepared again.
 *
 * @throws Error when a label is unknown or has too few patients, a patient or an image is in two parts, a file can not be
 *   read, or the disk is full. What was prepared until then is kept.
 */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const { cohort, out, input, labels } = options;
  const { split = defaultShares, balanced = true, contextPerSeries = 2, nearDuplicateBits = 6 } = options;
  const limits = { slicesPerSeries: options.slicesPerSeries, contextPerSeries };
  const parts = assignParts(cohort.series, labels, split);
  mkdirSync(join(out, 'slices'), { recursive: true });
  const salt = loadSalt(join(out, 'salt'));
  const sorted = cohort.series
    .map((series, i) => ({ series, i }))
    .sort((a, b) =>
      a.series.patient === b.series.patient ? a.i - b.i : a.series.patient < b.series.patient ? -1 : 1,
    )
    .map(({ series }) => series);
  const journal = openJournal(join(out, 'journal.jsonl'));
  const pictures: { picture: SeriesPicture; series: CohortSeries }[] = [];
  const unreadable: PreparedSeries['unreadable'] = [];
  for (const [i, series] of sorted.entries()) {
    const key = createHash('sha256')
      .update(JSON.stringify([series, input, limits]))
      .digest('hex');
    let prepared = journal.find(key, out);
    if (!prepared) {
      const prefix = `slices/${hashPatient(series.patient, salt).slice(0, 16)}-${key.slice(0, 8)}`;
      prepared = await prepareSeries(series, out, prefix, input, limits);
      if (prepared.unreadable.length === 0) journal.add(key, prepared);
    }
    pictures.push(...prepared.pictures.map((picture) => ({ picture, series })));
    unreadable.push(...prepared.unreadable);
    options.onSeries?.(i + 1, sorted.length);
  }
  if (unreadable.length > 0) {
    const list = join(out, 'unreadable.csv');
    writeWhole(list, stringify(unreadable, { header: true, columns: ['source', 'reason'] }));
    if (options.unreadable !== 'skip') {
      throw new Error(
        `${unreadable.length} files can not be read; ${list} says which and why. Restore or remove them, or prepare with unreadable: skip.`,
      );
    }
  }
  const all = pictures.map(({ picture: { source, hash, ...slice }, series }) => ({
    ...slice,
    patient: hashPatient(series.patient, salt),
    part: parts.get(series.patient)!,
    fingerprint: {
      source,
      patient: series.patient,
      part: parts.get(series.patient)!,
      pixels: slice.pixels,
      hash: new Uint32Array(new Uint8Array(Buffer.from(hash, 'hex')).buffer),
    },
  }));
  refuseDuplicates(
    all.map(({ fingerprint }) => fingerprint),
    nearDuplicateBits,
    join(out, 'duplicates.csv'),
  );
  const slices = all.map(({ fingerprint, ...slice }): PreparedSlice => slice);
  const labelled = slices.filter(({ label }) => label !== '');
  const kept = balanced ? balance(labelled) : labelled;
  const context = slices.filter(({ label }) => label === '');
  const ledger = buildLedger([...kept, ...context]);
  writeLedger(join(out, 'ledger.jsonl'), ledger);
  writeIndex(join(out, 'context.csv'), context);
  // Written last: an index means that preparing came to its end.
  writeIndex(join(out, 'index.csv'), kept);
  return { slices: kept, context, skipped: unreadable.length, ledgerSha256: ledger.sha256 };
}

function refuseDuplicates(images: readonly Fingerprint[], bits: number, list: string): void {
  const found = findDuplicates(images, bits);
  if (found.length === 0) return;
  const rows = found.map(({ kind, a, b }) => ({
    kind,
    part_a: a.part,
    a: a.source,
    part_b: b.part,
    b: b.source,
  }));
  writeWhole(list, stringify(rows, { header: true }));
  const exact = found.filter(({ kind }) => kind === 'EXACT').length;
  throw new Error(
    `${found.length} pairs of images in different parts show the same (${exact} exactly); ${list} names them. Give their patients one name, or remove one of each pair.`,
  );
}

/** Series that are finished, one JSON line each; an interrupted last line is ignored. */
function openJournal(file: string) {
  const known = new Map<string, PreparedSeries>();
  // What follows the last line break is the line that a killed run was writing.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  for (const line of lines) {
    const { key, ...prepared } = JSON.parse(line) as PreparedSeries & { key: string };
    known.set(key, prepared);
  }
  writeWhole(file, lines.map((line) => `${line}\n`).join(''));
  return {
    find: (key: string, out: string) => {
      const prepared = known.get(key);
      return prepared?.pictures.every(({ path }) => existsSync(join(out, path))) ? prepared : undefined;
    },
    add: (key: string, prepared: PreparedSeries) =>
      appendFileSync(file, `${JSON.stringify({ key, ...prepared })}\n`),
  };
}
