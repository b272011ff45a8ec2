import type { AnalysisOutcome, AnalysisStatus } from '../analysis.js';

/** A rectangle in pixels of a slice, origin at the top left corner of the first pixel. */
export interface PixelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the model's attention gathers on one slice. Attention, not localisation: the box is made of coarse cells. */
export interface AttentionBox extends PixelBox {
  /** Mean attention in the box, 0 to 1. */
  score: number;
}

/** What an analysed series knows of one slice. */
export interface AnalysedSlice {
  /** Place in slice order, from 0. */
  index: number;
  /** Position along the normal of the slices in mm (PS3.3 C.7.6.2.1.1); null where the image does not say. */
  positionMm: number | null;
  status: AnalysisStatus;
  /** Null before the slice has a result. */
  outcome: AnalysisOutcome | null;
  /** Calibrated, 0 to 1; null before the slice has a result. */
  malignancyProbability: number | null;
  /** Regions of the result; empty where there is none. */
  regions: readonly AttentionBox[];
}

/**
 * Whether a slice's attention may become part of a lesion candidate: its result is MALIGNANT or INCONCLUSIVE. Attention of
 * a benign slice explains why it looks benign, and that of a slice out of scope explains nothing.
 */
export function isSuspicious(slice: Pick<AnalysedSlice, 'status' | 'outcome'>): boolean {
  return slice.status === 'SUCCEEDED' && (slice.outcome === 'MALIGNANT' || slice.outcome === 'INCONCLUSIVE');
}
