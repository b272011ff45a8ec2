import type { AnalysedSlice, PixelBox } from './analysedSlice.js';
import type { SliceRegion } from './joinLesions.js';
import type { LesionCandidate } from './lesionCandidate.js';

/**
 * Sums up regions that were joined.
 *
 * @param group at least one region, in slice order.
 * @param spacingMm usual distance of the slices of the whole series; null where it is unknown.
 */
export function describeCandidate(group: readonly SliceRegion[], spacingMm: number | null): LesionCandidate {
  const slices = [...new Map(group.map(({ slice }) => [slice.index, slice])).values()];
  const probabilityOf = (slice: AnalysedSlice) => slice.malignancyProbability ?? 0;
  const strongest = (slice: AnalysedSlice) =>
    group
      .filter((one) => one.slice.index === slice.index)
      .reduce((best, one) => (one.region.score > best.region.score ? one : best)).region;
  const key = slices.reduce((best, slice) => {
    const more = probabilityOf(slice) - probabilityOf(best) || strongest(slice).score - strongest(best).score;
    return more > 0 ? slice : best;
  });
  const positions = slices.flatMap(({ positionMm }) => positionMm ?? []);
  const located = positions.length === slices.length && spacingMm !== null;
  const lowest = Math.min(...positions);
  const highest = Math.max(...positions);
  return {
    firstSliceIndex: slices[0]!.index,
    lastSliceIndex: slices.at(-1)!.index,
    sliceCount: slices.length,
    keySliceIndex: key.index,
    box: around(group.map(({ region }) => region)),
    keyBox: around([strongest(key)]),
    peakProbability: probabilityOf(key),
    meanProbability: slices.reduce((sum, slice) => sum + probabilityOf(slice), 0) / slices.length,
    peakAttention: Math.max(...group.map(({ region }) => region.score)),
    extentAlongNormalMm: located ? highest - lowest + spacingMm : null,
    middlePositionMm: located ? (lowest + highest) / 2 : null,
    regions: group.map(({ slice, region: { x, y, width, height, score } }) => ({
      sliceIndex: slice.index,
      x,
      y,
      width,
      height,
      score,
    })),
  };
}

/** The smallest box around all of them. */
function around(boxes: readonly PixelBox[]): PixelBox {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
