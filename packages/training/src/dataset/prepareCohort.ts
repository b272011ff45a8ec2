import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelInput } from '@eventeye/inference';
import { prepareSlice } from '@eventeye/inference/pipeline';
import sharp from 'sharp';
import { type PreparedSlice, writeIndex } from './preparedIndex.js';
import { splitPatients } from './splitPatients.js';

/** The part of a phantom's `truth.json` that preparing needs. */
interface Truth {
  geometry: { rows: number; columns: number };
  lesion: {
    class: string;
    box: { rowFrom: number; rowTo: number; columnFrom: number; columnTo: number };
  } | null;
}

/**
 * Prepares the post-contrast slices of a phantom cohort by the very code that serves: PNG pictures and `index.csv`.
 *
 * @param cohort a folder of `<patient>/post1/*.dcm` with `<patient>/truth.json`, as the phantom's command writes it.
 * @returns the index.
 */
export async function prepareCohort(
  cohort: string,
  out: string,
  input: ModelInput,
  onPatient: (done: number, all: number) => void = () => {},
): Promise<PreparedSlice[]> {
  mkdirSync(out, { recursive: true });
  const patients = readdirSync(cohort)
    .sort()
    .map((patient) => ({
      patient,
      truth: JSON.parse(readFileSync(join(cohort, patient, 'truth.json'), 'utf8')) as Truth,
    }))
    .flatMap(({ patient, truth }) => (truth.lesion ? [{ patient, ...truth, lesion: truth.lesion }] : []));
  const parts = splitPatients(patients.map(({ patient, lesion }) => ({ patient, label: lesion.class })));
  const slices: PreparedSlice[] = [];
  for (const [index, { patient, geometry, lesion }] of patients.entries()) {
    const { rows, columns } = geometry;
    const { rowFrom, rowTo, columnFrom, columnTo } = lesion.box;
    for (const name of readdirSync(join(cohort, patient, 'post1')).sort()) {
      const bytes = new Uint8Array(readFileSync(join(cohort, patient, 'post1', name)));
      const { grey8 } = await prepareSlice(bytes, input);
      const path = `${patient}-${name.replace(/\.dcm$/, '')}.png`;
      const raw = { width: input.width, height: input.height, channels: 1 } as const;
      writeFileSync(join(out, path), await sharp(grey8, { raw }).toColourspace('b-w').png().toBuffer());
      slices.push({
        path,
        label: lesion.class,
        patient,
        part: parts.get(patient)!,
        box: {
          left: columnFrom / columns,
          top: rowFrom / rows,
          right: (columnTo + 1) / columns,
          bottom: (rowTo + 1) / rows,
        },
      });
    }
    onPatient(index + 1, patients.length);
  }
  writeIndex(join(out, 'index.csv'), slices);
  return slices;
}
