import { EventEyeError } from '@eventeye/core';

/** Part of a step by which steps may differ. */
const tolerance = 0.1;

/**
 * The distance of neighbouring slices in mm; `undefined` for a single one.
 *
 * @param positionsMm in the order of the slices.
 * @throws EventEyeError VOLUME_GEOMETRY_INVALID when slices are missing, lie at the same place, or are not in order: a
 * projection that leaves out a slice leaves out what is on it.
 */
export function sliceStep(positionsMm: readonly number[]): number | undefined {
  const steps = positionsMm.slice(1).map((position, i) => position - positionsMm[i]!);
  if (steps.length === 0) return undefined;
  const step = steps.toSorted((a, b) => a - b)[Math.floor((steps.length - 1) / 2)]!;
  if (step <= 0 || steps.some((one) => one <= step * tolerance))
    throw invalid('Several slices of the series lie at one place. Ask for a series of one phase.');
  if (steps.some((one) => Math.abs(one - step) > step * tolerance))
    throw invalid('The slices of the series are not evenly spaced. Upload the slices that are missing.');
  return step;
}

const invalid = (message: string) => new EventEyeError('VOLUME_GEOMETRY_INVALID', message);
