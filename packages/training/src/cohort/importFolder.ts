import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cohort, CohortSeries } from './cohort.js';
import { listFiles } from './listFiles.js';
import { readHeader } from './readHeader.js';

/**
 * Finds the labelled images of a folder that holds one folder a label (`benign/`, `malignant/`, in any case). DICOM files
 * are grouped by their PatientID and SeriesInstanceUID, wherever they lie; pictures without a header belong to the patient
 * their folder below the label is named for.
 *
 * @throws Error when a label has no folder or no image, or a picture lies directly in a label's folder.
 */
export function importFolder(root: string, labels: readonly string[], description: string): Cohort {
  const folders = new Map(readdirSync(root).map((name) => [name.toLowerCase(), name]));
  const series = labels.flatMap((label) => {
    const folder = folders.get(label.toLowerCase());
    if (folder === undefined || !existsSync(join(root, folder)))
      throw new Error(
        `${root} has no folder ${label.toLowerCase()}. Put the images of each class into a folder of its name.`,
      );
    const found = findSeries(resolve(root, folder), label);
    if (found.length === 0)
      throw new Error(`${join(root, folder)} holds no image. Add patients of that class.`);
    return found;
  });
  return { schemaVersion: 1, description, series };
}

function findSeries(folder: string, label: string): CohortSeries[] {
  const groups = new Map<string, { patient: string; files: string[] }>();
  for (const file of listFiles(folder)) {
    const header = readHeader(join(folder, file));
    const parts = file.split('/');
    if (header?.patientId === undefined && parts.length < 2)
      throw new Error(
        `${join(folder, file)} names no patient. Put pictures without a DICOM header into one folder a patient.`,
      );
    const patient = header?.patientId ?? parts[0]!;
    const key = JSON.stringify([patient, header?.seriesInstanceUid ?? parts.slice(0, -1)]);
    const group = groups.get(key);
    if (group) group.files.push(join(folder, file));
    else groups.set(key, { patient, files: [join(folder, file)] });
  }
  return [...groups.values()].map(({ patient, files }) => ({ path: folder, files, patient, label }));
}
