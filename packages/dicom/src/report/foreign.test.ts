import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset/dataset.js';
import { readDataset } from '../dataset/readDataset.js';
import { hasDicomTools, validationErrors } from '../deidentify/testing/dicomTools.js';
import { analysisExample, uidKey } from './testing/analysisExample.js';
import { hasReportTools, reportText } from './testing/reportTools.js';
import { writeAnalysisReport } from './writeAnalysisReport.js';
import { writeSecondaryCapture } from './writeSecondaryCapture.js';

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const conformance = join(data, 'dicom-conformance');
const duke = join(data, 'duke-breast-mri-153/post1');
for (const folder of [conformance, duke]) {
  if (!existsSync(folder))
    console.warn(`skipped: ${folder} is absent, so nothing is written beside its files`);
}
const canRun = hasDicomTools && hasReportTools;
if (!canRun) console.warn('skipped: dcmtk, dicom3tools and python3-pydicom are not installed');

const picture = { width: 8, height: 6, samples: new Uint8Array(8 * 6 * 3) };
const written = (source: Dataset) => [
  writeAnalysisReport(source, analysisExample, uidKey),
  writeSecondaryCapture(source, analysisExample, picture, uidKey),
];

describe.skipIf(!canRun || !existsSync(conformance))('beside files of other makers', () => {
  const files = existsSync(conformance)
    ? readdirSync(conformance).filter((name) => name.endsWith('.dcm'))
    : [];

  it('report and capture have no error, or the file is refused with a code', { timeout: 120_000 }, () => {
    const faults: Record<string, string[]> = {};
    let count = 0;
    for (const name of files) {
      try {
        const source = readDataset(new Uint8Array(readFileSync(join(conformance, name))));
        const errors = written(source).flatMap(validationErrors);
        count += 1;
        if (errors.length > 0) faults[name] = errors;
      } catch (error) {
        if (!EventEyeError.is(error)) throw error;
      }
    }
    expect(faults).toEqual({});
    expect(count).toBeGreaterThan(40);
  });
});

describe.skipIf(!canRun || !existsSync(duke))('beside a slice of a real exam', () => {
  it('report and capture have no error, and sides are told by its coordinates', () => {
    const name = readdirSync(duke).sort()[80]!;
    const source = readDataset(new Uint8Array(readFileSync(join(duke, name))));
    const area = { y: 100, width: 40, height: 40, score: 0.5, frame: 0 };
    const regions = [
      { ...area, x: 20 },
      { ...area, x: 380 },
    ];
    const report = writeAnalysisReport(source, { ...analysisExample, regions }, uidKey);
    const capture = writeSecondaryCapture(source, analysisExample, picture, uidKey);
    expect([report, capture].flatMap(validationErrors)).toEqual([]);
    const sides = reportText(report).matchAll(/"Laterality"\)=\(\d+,SCT,"(\w+)"\)/g);
    expect([...sides].map(([, side]) => side)).toEqual(['Right', 'Left']);
  });
});
