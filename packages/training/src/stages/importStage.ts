import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cohort, cohortSchema } from '../cohort/cohort.js';
import { importFolder } from '../cohort/importFolder.js';
import { importManifest } from '../cohort/importManifest.js';
import type { Config } from '../config/config.js';
import { writeWhole } from '../files/writeWhole.js';

import { importCollection } from '../nbia/importCollection.js';
import { showProgress } from '../terminal/progress.js';

/** Finds the labelled images and writes `cohort.json`. */
export async function importStage(config: Config): Promise<Cohort> {
  const progress = showProgress('import');
  const labels = config.labels.map(({ name }) => name);
  const cohort = await findCohort(config, labels, (done, all) => progress.update(done, all, 'series'));
  writeWhole(cohortFile(config.work), `${JSON.stringify(cohort, null, 1)}\n`);
  const patients = new Set(cohort.series.map(({ patient }) => patient)).size;
  progress.finish(`${cohort.series.length} series of ${patients} patients`);
  return cohort;
}

function findCohort(
  { source }: Config,
  labels: readonly string[],
  onSeries: (done: number, all: number) => void,
): Promise<Cohort> | Cohort {
  if ('folder' in source) return importFolder(source.folder, labels, source.description);
  if ('manifest' in source) return importManifest(source.manifest, source.description);
  return importCollection({ ...source.nbia, description: source.description, onSeries });
}

/** Reads what `importStage` wrote. */
export function readCohort(work: string): Cohort {
  return cohortSchema.parse(JSON.parse(readFileSync(cohortFile(work), 'utf8')));
}

const cohortFile = (work: string) => join(work, 'cohort.json');
