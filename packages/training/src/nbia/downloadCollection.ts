import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listSeries, type NbiaOptions, type NbiaSeries, saveSeries } from './nbiaApi.js';
import { unpackSeries } from './unpackSeries.js';

/** Which part of a collection, and where it goes. */
export interface DownloadOptions extends NbiaOptions {
  collection: string;
  out: string;
  /** Default MR. */
  modality?: string;
  selectSeries?: (series: NbiaSeries) => boolean;
  /** Downloads at the same time; two by default, out of politeness. */
  concurrency?: number;
  onSeries?: (done: number, all: number) => void;
}

/** A series that lies on this disk, whole. */
export interface NbiaDownload {
  series: NbiaSeries;
  folder: string;
  files: number;
  /** Whether it was fetched now and not before. */
  downloaded: boolean;
}

/**
 * Downloads a collection into `out/<PatientID>/<StudyInstanceUID>/<SeriesInstanceUID>/`. A series appears when it is whole
 * and its checksums are verified; run again, only what is missing is fetched.
 *
 * @throws Error naming the series when it can not be fetched; the others are kept.
 */
export async function downloadCollection(options: DownloadOptions): Promise<NbiaDownload[]> {
  const { collection, out, modality = 'MR', selectSeries = () => true, concurrency = 2 } = options;
  const listed = await listSeries(collection, modality, options);
  if (listed.length === 0)
    throw new Error(`The archive has no ${modality} series of ${collection}. Check the collection's name.`);
  // A series that is listed twice would be written twice at the same time.
  const unique = [...new Map(listed.map((series) => [series.SeriesInstanceUID, series])).values()];
  const wanted = unique.filter(selectSeries);
  if (wanted.length === 0)
    throw new Error(
      `None of the ${unique.length} series of ${collection} is wanted. Check seriesDescription.`,
    );
  const downloads: NbiaDownload[] = [];
  const waiting = wanted.entries();
  let done = 0;
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: Math.min(concurrency, wanted.length) }, async () => {
      for (const [i, series] of waiting) {
        if (failures.length > 0) return;
        try {
          downloads[i] = await download(series, out, options);
          done += 1;
          options.onSeries?.(done, wanted.length);
        } catch (error) {
          failures.push(error);
        }
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
  return downloads;
}

async function download(series: NbiaSeries, out: string, options: NbiaOptions): Promise<NbiaDownload> {
  const folder = join(out, safe(series.PatientID), series.StudyInstanceUID, series.SeriesInstanceUID);
  if (existsSync(folder)) return { series, folder, files: readdirSync(folder).length, downloaded: false };
  const partial = `${folder}.partial`;
  const archive = `${folder}.zip.partial`;
  const clear = () => {
    rmSync(partial, { recursive: true, force: true });
    rmSync(archive, { force: true });
  };
  mkdirSync(dirname(folder), { recursive: true });
  let files = 0;
  try {
    await saveSeries(series.SeriesInstanceUID, archive, options, async () => {
      rmSync(partial, { recursive: true, force: true });
      mkdirSync(partial);
      files = await unpackSeries(archive, partial, series.ImageCount);
    });
    renameSync(partial, folder);
  } finally {
    clear();
  }
  return { series, folder, files, downloaded: true };
}

/** A PatientID as the name of a folder; an archive does not decide where files go. */
function safe(name: string): string {
  const cleaned = name.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return /^\.+$/.test(cleaned) ? '_' : cleaned;
}
