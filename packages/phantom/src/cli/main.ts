import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCohort, identifyStudy, type LesionClass, type Phase, phases, writeStudy } from '../index.js';
import { manifestHeader, manifestRows } from './manifest.js';

const usage = `Writes synthetic breast DCE-MRI studies as DICOM, with the truth beside them, and DIR/manifest.csv for training.

usage: node scripts/runSource.mjs packages/phantom/src/cli/main.ts --out DIR [options]

  --out DIR             where to write DIR/<PatientID>/<phase>/NNN.dcm and truth.json
  --patients N          how many patients, half benign, half malignant (10)
  --seed S              cohorts of different seeds share no patient (1)
  --size PIXELS         rows and columns (256)
  --slices N            at most N slices of each phase, centred on the lesion (all)
  --lesion-slices-only  only slices in which the lesion is visible
  --context N           beside them, N slices of each phase that do not show the lesion (0)
  --phases LIST         of ${phases.join(',')} (pre,post1)
  --lesion CLASS        BENIGN, MALIGNANT, NONE or MIXED (MIXED)`;

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 2;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      patients: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      size: { type: 'string', default: '256' },
      slices: { type: 'string' },
      'lesion-slices-only': { type: 'boolean', default: false },
      context: { type: 'string', default: '0' },
      phases: { type: 'string', default: 'pre,post1' },
      lesion: { type: 'string', default: 'MIXED' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (!values.out) throw new Error('Say where to write with --out DIR.');
  const wanted = values.phases.split(',').map(readPhase);
  const cohort = createCohort({
    seed: Number(values.seed),
    patients: Number(values.patients),
    lesion: readLesion(values.lesion),
    size: Number(values.size),
  });
  let files = 0;
  let patients = 0;
  const rows = [manifestHeader];
  const started = performance.now();
  for (const phantom of cohort) {
    const { patientId, studyInstanceUid } = identifyStudy(phantom);
    const folder = join(values.out, patientId);
    mkdirSync(folder, { recursive: true });
    const written: string[] = [];
    const study = writeStudy(phantom, {
      phases: wanted,
      lesionOnly: values['lesion-slices-only'],
      context: readCount('context', values.context, 0),
      ...(values.slices === undefined ? {} : { count: readCount('slices', values.slices, 1) }),
    });
    for (const { filename, bytes } of study) {
      const path = join(folder, filename);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      written.push(filename);
    }
    const truth = { patientId, studyInstanceUid, ...phantom.truth, files: written };
    writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
    rows.push(...manifestRows(patientId, phantom.truth, wanted));
    files += written.length;
    patients += 1;
  }
  writeFileSync(join(values.out, 'manifest.csv'), `${rows.join('\n')}\n`);
  const seconds = (performance.now() - started) / 1000;
  console.log(`${values.out}: ${patients} patients, ${files} files in ${seconds.toFixed(1)} s`);
}

function readPhase(text: string): Phase {
  const phase = phases.find((it) => it === text);
  if (!phase) throw new Error(`There is no phase "${text}"; use ${phases.join(', ')}.`);
  return phase;
}

function readLesion(text: string): LesionClass | null | 'MIXED' {
  if (text === 'BENIGN' || text === 'MALIGNANT' || text === 'MIXED') return text;
  if (text === 'NONE') return null;
  throw new Error(`There is no lesion class "${text}"; use BENIGN, MALIGNANT, NONE or MIXED.`);
}

function readCount(option: string, text: string, least: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least)
    throw new Error(`--${option} needs a whole number of ${least} or more.`);
  return count;
}
