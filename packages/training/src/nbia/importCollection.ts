import type { Cohort } from '../cohort/cohort.js';
import { type DownloadOptions, downloadCollection } from './downloadCollection.js';
import { readLabels } from './readLabels.js';

/** A collection with the labels of its patients. */
export interface ImportCollectionOptions extends Omit<DownloadOptions, 'selectSeries'> {
  /** CSV of labels by patient. */
  labels: string;
  description: string;
  /** Only series whose description matches this regular expression. */
  seriesDescription?: string | undefined;
}

/**
 * Downloads the series of labelled patients of a collection and lists them as a cohort.
 *
 * @throws Error when none of the labelled patients has such a series, before anything is downloaded.
 */
export async function importCollection(options: ImportCollectionOptions): Promise<Cohort> {
  const { labels: file, description, seriesDescription, ...download } = options;
  const labels = readLabels(file);
  const pattern = seriesDescription === undefined ? undefined : new RegExp(seriesDescription, 'i');
  const downloads = await downloadCollection({
    ...download,
    selectSeries: ({ PatientID, SeriesDescription = '' }) =>
      labels.has(PatientID) && (pattern?.test(SeriesDescription) ?? true),
  });
  const found = new Set(downloads.map(({ series }) => series.PatientID));
  const absent = [...labels.keys()].filter((patient) => !found.has(patient));
  if (absent.length > 0) {
    process.stderr.write(
      `import: ${absent.length} of ${labels.size} labelled patients have no such series in the collection\n`,
    );
  }
  return {
    schemaVersion: 1,
    description,
    series: downloads.map(({ series, folder }) => ({
      path: folder,
      patient: series.PatientID,
      ...labels.get(series.PatientID)!,
    })),
  };
}
