import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { findTransferSyntax } from '../index.js';
import { conformanceTable } from './testing/conformanceTable.js';
import { readSamples, type Samples } from './testing/readSamples.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance/', import.meta.url));
const document = fileURLToPath(new URL('../../../../docs/dicom-conformance.md', import.meta.url));
const present = existsSync(folder);
if (!present)
  console.warn(`skipped: ${folder} is absent, so reading is not compared with the reference decoder`);

interface Expected {
  transferSyntax: string | null;
  decoder?: string;
  reference?: string;
  shape?: number[];
  lossy?: boolean;
  mean?: number;
  sha256?: string;
}
const expected: Record<string, Expected> = present
  ? JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'))
  : {};
const read = (name: string) => new Uint8Array(readFileSync(folder + name));

async function outcome(name: string): Promise<Samples | EventEyeError> {
  try {
    return await readSamples(read(name));
  } catch (error) {
    if (EventEyeError.is(error)) return error;
    throw error;
  }
}

describe.skipIf(!present)('the conformance files', () => {
  const images = Object.entries(expected).filter(([, { shape }]) => shape);
  const others = Object.keys(expected).filter((name) => !expected[name]!.shape);

  it.each(images)(
    '%s has the samples of the reference decoder',
    async (name, { sha256, shape, lossy, mean }) => {
      const result = await outcome(name);
      if (EventEyeError.is(result)) throw result;
      expect(result.shape).toEqual(shape);
      if (lossy) expect(Math.abs(result.mean - mean!)).toBeLessThanOrEqual(1);
      else expect(result.sha256).toBe(sha256);
    },
  );

  it.each(others)('%s is refused with a typed error', async (name) => {
    const result = await outcome(name);
    expect(EventEyeError.is(result)).toBe(true);
    if (name === 'MR_truncated.dcm') expect(result).toMatchObject({ code: 'DICOM_TRUNCATED' });
  });

  // UPDATE=1 npx vitest run packages/dicom/src/pixels/conformance.test.ts writes the table anew.
  it('are the table of docs/dicom-conformance.md', async () => {
    const rows = [];
    for (const [name, { transferSyntax, shape, lossy, mean, sha256, decoder, reference }] of Object.entries(
      expected,
    ).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const result = await outcome(name);
      const samples = EventEyeError.is(result) ? undefined : result;
      const agrees = shape
        ? samples?.sha256 === sha256 || (lossy && Math.abs((samples?.mean ?? Number.NaN) - mean!) <= 1)
        : !samples;
      rows.push({
        file: name,
        syntax: transferSyntax
          ? (findTransferSyntax(transferSyntax)?.name ?? transferSyntax)
          : 'none in the file',
        shape: (samples?.shape ?? shape)?.join(' x ') ?? '',
        ours: EventEyeError.is(result)
          ? `\`${result.code}\``
          : `${result.type}, mean ${result.mean.toFixed(4)}`,
        reference: shape ? `${decoder}, mean ${mean!.toFixed(4)}` : (reference ?? ''),
        verdict: !agrees
          ? 'DIFFERS'
          : !samples
            ? 'refused'
            : samples.sha256 === sha256
              ? 'equal'
              : 'within 1',
      });
    }
    const text = conformanceTable(rows);
    if (process.env.UPDATE) writeFileSync(document, text);
    expect(readFileSync(document, 'utf8')).toBe(text);
  });

  it('cut anywhere give the whole picture or a typed error', async () => {
    for (const name of Object.keys(expected)) {
      const whole = read(name);
      const uncut = await outcome(name);
      for (let percent = 0; percent < 100; percent += 10) {
        let result: Samples | undefined;
        try {
          result = await readSamples(whole.slice(0, Math.floor((whole.length * percent) / 100)));
        } catch (error) {
          expect(EventEyeError.is(error), `${name} at ${percent} %: ${String(error)}`).toBe(true);
        }
        // What is read of a cut file is all there: never samples made up for the missing ones.
        if (result) expect(result, `${name} at ${percent} %`).toEqual(uncut);
      }
    }
  });
});
