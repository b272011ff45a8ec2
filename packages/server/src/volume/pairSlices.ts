import { EventEyeError } from '@eventeye/core';

/** Slices of two passes lie at the same place but for the rounding of decimal strings. */
const samePlaceMm = 0.1;

interface Placed {
  slicePositionMm: number | null;
}

/**
 * For each slice, the slice of another series at its place along the normal: by patient coordinates, never by number. The
 * engine compares the rest of their geometry.
 *
 * @returns as many as `slices`; `undefined` where the other series has none there.
 * @throws EventEyeError VOLUME_GEOMETRY_INVALID for slices without a position, or several of the other series at one place.
 */
export function pairSlices<Slice extends Placed>(
  slices: readonly Placed[],
  others: readonly Slice[],
): (Slice | undefined)[] {
  const sorted = others.map((slice) => ({ slice, at: positionOf(slice) })).sort((a, b) => a.at - b.at);
  if (sorted.some(({ at }, i) => i > 0 && at - sorted[i - 1]!.at <= samePlaceMm)) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      'Several slices of the series before contrast lie at one place. Choose a series of one phase.',
    );
  }
  return slices.map((slice) => {
    const at = positionOf(slice);
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.at < at) low = middle + 1;
      else high = middle;
    }
    const near = [sorted[low - 1], sorted[low]].filter((one) => one !== undefined);
    return near.find((one) => Math.abs(one.at - at) <= samePlaceMm)?.slice;
  });
}

function positionOf({ slicePositionMm }: Placed): number {
  if (slicePositionMm !== null) return slicePositionMm;
  throw new EventEyeError(
    'VOLUME_GEOMETRY_INVALID',
    'A slice of the series says nothing of its position. Export the series with its Image Plane attributes.',
  );
}
