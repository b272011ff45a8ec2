import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { writeWhole } from '../files/writeWhole.js';
import type { ReportExample, ReportInput } from '../report/reportInput.js';

type Precision = Manifest['precision'];

/** What measuring the exported graphs gave: the measured part of the manifest, and what a report shows of it. */
export interface Measurement
  extends Pick<Manifest, 'calibration' | 'thresholds' | 'metrics'>,
    Pick<ReportInput, 'patientCases' | 'sliceCases' | 'breakdowns' | 'examples'> {
  /** Of each packed precision but fp32. */
  comparisons: Partial<Record<Precision, NonNullable<Manifest['comparison']>>>;
}

const file = (folder: string) => join(folder, 'evaluation.json');

/** Keeps a measurement between stages. */
export function writeMeasurement(folder: string, { examples, ...rest }: Measurement): void {
  const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const pictures = examples.map((one) => ({
    ...one,
    slicePng: encode(one.slicePng),
    attentionPng: encode(one.attentionPng),
  }));
  writeWhole(file(folder), JSON.stringify({ ...rest, examples: pictures }));
}

/** Reads what `writeMeasurement` wrote. */
export function readMeasurement(folder: string): Measurement {
  const { examples, ...rest } = JSON.parse(readFileSync(file(folder), 'utf8')) as Omit<
    Measurement,
    'examples'
  > & {
    examples: (Omit<ReportExample, 'slicePng' | 'attentionPng'> &
      Record<'slicePng' | 'attentionPng', string>)[];
  };
  const decode = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
  return {
    ...rest,
    examples: examples.map((one) => ({
      ...one,
      slicePng: decode(one.slicePng),
      attentionPng: decode(one.attentionPng),
    })),
  };
}
