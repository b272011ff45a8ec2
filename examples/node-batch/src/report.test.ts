import { type Analysis, EventEyeError } from '@eventeye/client';
import { expect, it } from 'vitest';
import { readOptions } from './options.js';
import { failureOf, jsonLineOf, tableOf } from './report.js';

const analysed = {
  file: 'a.dcm',
  analysis: {
    id: '1',
    status: 'SUCCEEDED',
    error: null,
    result: {
      outcome: 'BENIGN',
      confidence: 0.912,
      malignancyProbability: 0.088,
      timings: { totalMs: 123.4 },
      model: { name: 'tiny', version: '1', precision: 'int8', isDemonstration: true },
      receipt: { imageSha256: 'ab' },
    },
  } as unknown as Analysis,
};
const refused = { file: 'b.txt', error: new EventEyeError('IMAGE_UNSUPPORTED', 'No image.') };
const error = { code: 'ENGINE_TIMEOUT', message: 'Too slow.', retryable: true };
const failed = {
  file: 'c.dcm',
  analysis: { id: '2', status: 'FAILED', error, result: null } as unknown as Analysis,
};

it('prints a row a file, the reason of each failure, and that the model is a demonstration', () => {
  const lines = tableOf([analysed, refused, failed], 1500).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'file   outcome  confidence  time',
    'a.dcm  BENIGN   91.2 %      123 ms',
    'b.txt  failed',
    'c.dcm  failed',
  ]);
  expect(lines).toContain('b.txt: IMAGE_UNSUPPORTED: No image.');
  expect(lines).toContain('c.dcm: ENGINE_TIMEOUT: Too slow.');
  expect(lines).toContain('3 files in 1.5 s, 1 BENIGN, 2 failed.');
  expect(lines.at(-1)).toContain('not for diagnosis');
});

it('writes a result or an error a line with --json', () => {
  expect(JSON.parse(jsonLineOf(analysed))).toMatchObject({
    file: 'a.dcm',
    outcome: 'BENIGN',
    totalMs: 123.4,
  });
  expect(JSON.parse(jsonLineOf(failed))).toEqual({
    file: 'c.dcm',
    error: { code: 'ENGINE_TIMEOUT', message: 'Too slow.' },
  });
  expect([analysed, refused, failed].map((outcome) => failureOf(outcome) !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
});

it('asks for files, and signs in to the demonstration unless told otherwise', () => {
  expect(() => readOptions([], {})).toThrow('at least one file');
  expect(readOptions(['a'], {})).toMatchObject({ paths: ['a'], email: 'clinician@demo.eventeye.local' });
  expect(readOptions(['a', '--patient', 'M-1'], { EVENTEYE_PASSWORD: 'secret' })).toMatchObject({
    patient: 'M-1',
    password: 'secret',
  });
});
