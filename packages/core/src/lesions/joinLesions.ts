import { type AnalysedSlice, type AttentionBox, isSuspicious, type PixelBox } from './analysedSlice.js';
import { connectedGroups } from './connectedGroups.js';
import { describeCandidate } from './describeCandidate.js';
import type { LesionCandidate } from './lesionCandidate.js';
import { sliceSpacing, stepsBetween } from './sliceSteps.js';

/** One region with the slice it lies on. */
export interface SliceRegion {
  slice: AnalysedSlice;
  region: AttentionBox;
}

/** When two regions are taken for the same place. */
export interface JoinRules {
  /** Steps of the stack without attention that may lie between two regions. Default 1. */
  maxGapSlices?: number;
  /** Least part of the smaller region that lies within the larger one, 0 to 1. Default 0.5. */
  minOverlap?: number;
}

/**
 * Joins attention regions of neighbouring slices into lesion candidates.
 *
 * - Regions of slices that are MALIGNANT or INCONCLUSIVE take part (see `isSuspicious`).
 * - Two regions belong together when their slices differ, at most `maxGapSlices` steps of the stack lie between them, and
 *   at least `minOverlap` of the smaller one lies within the other. Regions that only touch do not overlap.
 * - A candidate is what hangs together by this rule. Two regions of one slice meet only through another slice.
 *
 * The order of the slices given makes no difference.
 *
 * @returns the most suspicious first: by peak probability, then mean probability, then peak attention.
 */
export function joinLesions(slices: readonly AnalysedSlice[], rules: JoinRules = {}): LesionCandidate[] {
  const { maxGapSlices = 1, minOverlap = 0.5 } = rules;
  // Of regions apart no part lies within the other, whatever the rule.
  const leastOverlap = Math.max(minOverlap, Number.MIN_VALUE);
  const spacingMm = sliceSpacing(slices);
  const suspicious = slices
    .filter((slice) => isSuspicious(slice) && slice.regions.length > 0)
    .sort((a, b) => a.index - b.index);
  const regions = suspicious.flatMap(regionsOf);
  const groups = connectedGroups(regions, (connect) => {
    let firstOfSlice = 0;
    for (const [i, slice] of suspicious.entries()) {
      const nextSlice = firstOfSlice + slice.regions.length;
      let other = nextSlice;
      for (const later of suspicious.slice(i + 1)) {
        if (stepsBetween(slice, later, spacingMm) <= maxGapSlices + 1) {
          for (let a = firstOfSlice; a < nextSlice; a++) {
            for (let b = other; b < other + later.regions.length; b++) {
              if (overlap(regions[a]!.region, regions[b]!.region) >= leastOverlap) connect(a, b);
            }
          }
        }
        other += later.regions.length;
      }
      firstOfSlice = nextSlice;
    }
  });
  return groups.map((group) => describeCandidate(group, spacingMm)).sort(bySuspicion);
}

/** In an order that depends on nothing but the regions themselves. */
const regionsOf = (slice: AnalysedSlice): SliceRegion[] =>
  slice.regions
    .toSorted(
      (a, b) => a.x - b.x || a.y - b.y || a.width - b.width || a.height - b.height || a.score - b.score,
    )
    .map((region) => ({ slice, region }));

/** Part of the smaller box that lies within the other, 0 to 1. */
function overlap(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const smaller = Math.min(a.width * a.height, b.width * b.height);
  return width > 0 && height > 0 && smaller > 0 ? (width * height) / smaller : 0;
}

function bySuspicion(a: LesionCandidate, b: LesionCandidate): number {
  return (
    b.peakProbability - a.peakProbability ||
    b.meanProbability - a.meanProbability ||
    b.peakAttention - a.peakAttention ||
    a.firstSliceIndex - b.firstSliceIndex ||
    a.box.x - b.box.x ||
    a.box.y - b.box.y
  );
}
