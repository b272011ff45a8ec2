import type { SeriesSlice } from './expandSeries.js';

/** Slices of one position may differ by this much between series, mm. */
const nearEnoughMm = 0.5;

/**
 * The slice before contrast that lies where a slice after contrast lies: by position along the normal, else by InstanceNumber.
 *
 * @throws Error when there is none.
 */
export function findCompanion({ file, header }: SeriesSlice, before: readonly SeriesSlice[]): SeriesSlice {
  const position = header?.slicePositionMm;
  const found =
    position !== undefined
      ? before.find(
          (slice) => Math.abs((slice.header?.slicePositionMm ?? Number.NaN) - position) <= nearEnoughMm,
        )
      : before.find(
          (slice) =>
            header?.instanceNumber !== undefined && slice.header?.instanceNumber === header.instanceNumber,
        );
  if (!found)
    throw new Error(`No slice before contrast lies where ${file} does. Complete the pre-contrast series.`);
  return found;
}
