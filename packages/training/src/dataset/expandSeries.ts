import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CohortSeries } from '../cohort/cohort.js';
import { listFiles } from '../cohort/listFiles.js';
import { readHeader, type SliceHeader } from '../cohort/readHeader.js';

/** One image file of a series. */
export interface SeriesSlice {
  file: string;
  /** `undefined` for a picture without a DICOM header. */
  header: SliceHeader | undefined;
}

/** The images of a series that prepare takes. */
export interface SeriesSelection {
  /** Slices that show the lesion, in the order of their position. */
  labelled: SeriesSlice[];
  /** Slices of the same series that do not, evenly spread. */
  context: SeriesSlice[];
}

/** How many images of each series are taken; all of the lesion's slices where no number is given. */
export interface SelectionLimits {
  slicesPerSeries: number | undefined;
  contextPerSeries: number;
}

/** Lists the images of a series in the order of their position and takes some of them, evenly spread. */
export function expandSeries(series: CohortSeries, limits: SelectionLimits): SeriesSelection {
  const all = listSlices(series.path, series.files);
  const { slices } = series;
  const inRange = ({ header }: SeriesSlice) => {
    const number = header?.instanceNumber;
    return slices === undefined || (number !== undefined && number >= slices.first && number <= slices.last);
  };
  const shown = all.filter(inRange);
  return {
    labelled: spread(shown, limits.slicesPerSeries ?? shown.length),
    context: spread(
      all.filter((slice) => !inRange(slice)),
      limits.contextPerSeries,
    ),
  };
}

/** Every image of a folder, or the one file, ordered by position, else InstanceNumber, else name. */
export function listSlices(path: string, files?: readonly string[]): SeriesSlice[] {
  const paths =
    files ?? (statSync(path).isDirectory() ? listFiles(path).map((name) => join(path, name)) : [path]);
  return paths
    .map((file) => ({ file, header: readHeader(file) }))
    .sort((a, b) => order(a) - order(b) || (basename(a.file) < basename(b.file) ? -1 : 1));
}

function order({ header }: SeriesSlice): number {
  return header?.slicePositionMm ?? header?.instanceNumber ?? 0;
}

function spread<T>(items: readonly T[], count: number): T[] {
  const wanted = Math.min(count, items.length);
  return Array.from({ length: wanted }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / wanted)]!);
}
