import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createCohort, writeStudy } from '@eventeye/phantom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cohort } from '../cohort/cohort.js';
import { configSchema } from '../config/config.js';
import { modelInputOf } from '../stages/prepareStage.js';
import { type PrepareOptions, prepare } from './prepare.js';
import { readIndex } from './preparedIndex.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-prepare-'));
const at = (...names: string[]) => join(folder, ...names);
let cohort: Cohort;
const config = configSchema.parse({
  name: 'test',
  version: '0.0.1',
  description: 'test',
  source: { manifest: 'none', description: 'test' },
  prepare: { size: 64 },
  train: [{ name: 'whole', weights: 'none' }],
});
const options = (out: string, change: Partial<PrepareOptions> = {}): PrepareOptions => ({
  cohort,
  out: at(out),
  input: modelInputOf(config),
  labels: ['BENIGN', 'MALIGNANT'],
  contextPerSeries: 1,
  ...change,
});

beforeAll(() => {
  const series: Cohort['series'] = [];
  for (const phantom of createCohort({ seed: 5, patients: 20, size: 64 })) {
    const patient = `Patient ${phantom.truth.seed}`;
    const lesion = phantom.truth.lesion!;
    for (const { filename, bytes } of writeStudy(phantom, {
      phases: ['post1'],
      count: 2,
      lesionOnly: true,
      context: 2,
    })) {
      mkdirSync(dirname(at('cohort', patient, filename)), { recursive: true });
      writeFileSync(at('cohort', patient, filename), bytes);
    }
    series.push({
      path: at('cohort', patient),
      patient,
      label: lesion.class,
      box: { left: 10, top: 20, right: 30, bottom: 40 },
      slices: { first: lesion.slices!.from + 1, last: lesion.slices!.to + 1 },
    });
  }
  cohort = { schemaVersion: 1, description: 'Twenty phantoms.', series };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('prepare', () => {
  it('prepares lesion slices and context, each patient in one part, and names nobody', async () => {
    const { slices, context, skipped } = await prepare(options('whole'));
    expect(skipped).toBe(0);
    expect(context).toHaveLength(20);
    expect(context.every(({ label, box }) => label === '' && box === undefined)).toBe(true);
    for (const part of ['train', 'validation', 'test']) {
      const own = slices.filter((slice) => slice.part === part);
      const malignant = own.filter(({ label }) => label === 'MALIGNANT').length;
      expect(malignant).toBe(own.length / 2);
      expect(malignant).toBeGreaterThan(0);
    }
    expect(slices[0]!.box).toEqual({ left: 10 / 64, top: 20 / 64, right: 30 / 64, bottom: 40 / 64 });
    expect(slices[0]!.vendor).toMatch(/^EventEye Phantom/);
    expect(slices[0]!.lesionMm).toBeGreaterThan(0);
    const partsOf = new Map<string, Set<string>>();
    for (const { patient, part } of [...slices, ...context])
      partsOf.set(patient, (partsOf.get(patient) ?? new Set()).add(part));
    expect([...partsOf.values()].every((parts) => parts.size === 1)).toBe(true);
    expect(readIndex(at('whole/index.csv'))).toEqual(slices);
    for (const file of ['index.csv', 'context.csv', 'ledger.jsonl'])
      expect(readFileSync(at('whole', file), 'utf8')).not.toContain('Patient');
  });

  it('goes on where it was interrupted, and comes to the same', async () => {
    let series = 0;
    const stop = () => {
      series += 1;
      if (series === 8) throw new Error('killed');
    };
    await expect(prepare(options('stopped', { onSeries: stop }))).rejects.toThrow('killed');
    const made = readdirSync(at('stopped/slices'));
    const times = made.map((name) => statSync(at('stopped/slices', name)).mtimeMs);
    // A killed process may leave half a line.
    writeFileSync(
      at('stopped/journal.jsonl'),
      `${readFileSync(at('stopped/journal.jsonl'), 'utf8')}{"key":"hal`,
    );
    await prepare(options('stopped'));
    expect(made.map((name) => statSync(at('stopped/slices', name)).mtimeMs)).toEqual(times);
    const pixels = (out: string) => readIndex(at(out, 'index.csv')).map((slice) => slice.pixels);
    expect(pixels('stopped')).toEqual(pixels('whole'));
  });

  it('says which files can not be read, keeps what could be, and skips them when told to', async () => {
    const [first] = readdirSync(at('cohort', cohort.series[0]!.patient, 'post1'));
    const broken = at('broken');
    cpSync(cohort.series[0]!.path, broken, { recursive: true });
    const bytes = readFileSync(join(broken, 'post1', first!));
    writeFileSync(join(broken, 'post1', first!), bytes.subarray(0, bytes.length - 3000));
    const series = [{ ...cohort.series[0]!, path: broken, slices: undefined }, ...cohort.series.slice(1)];
    const torn = {
      ...cohort,
      series: series.map(({ slices, ...one }) => ({ ...one, ...(slices && { slices }) })),
    };
    await expect(prepare(options('torn', { cohort: torn }))).rejects.toThrow(
      /1 files can not be read; .*unreadable.csv/,
    );
    expect(readFileSync(at('torn/unreadable.csv'), 'utf8')).toContain(first!);
    expect(() => readIndex(at('torn/index.csv'))).toThrow();
    const { skipped } = await prepare(options('torn', { cohort: torn, unreadable: 'skip' }));
    expect(skipped).toBe(1);
  });

  it('refuses the same image under two patients of different parts, and names the files', async () => {
    // Every series twice under other names: half of the copies fall into other parts.
    const twice = {
      ...cohort,
      series: [...cohort.series, ...cohort.series.map((one, i) => ({ ...one, patient: `Copy ${99 - i}` }))],
    };
    await expect(prepare(options('twice', { cohort: twice }))).rejects.toThrow(
      /pairs of images in different parts show the same/,
    );
    expect(readFileSync(at('twice/duplicates.csv'), 'utf8')).toContain('EXACT');
    expect(() => readIndex(at('twice/index.csv'))).toThrow();
  });
});
