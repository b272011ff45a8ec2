import type { AttentionBox, PixelBox } from './analysedSlice.js';

/** One region of a candidate on its slice. */
export interface CandidateRegion extends AttentionBox {
  /** Of the slice, from 0. */
  sliceIndex: number;
}

/**
 * Attention of neighbouring slices that lies at one place. It says where the model looked while it found slices suspicious;
 * it is no delineated lesion, and its size is that of the attention's coarse cells.
 */
export interface LesionCandidate {
  /** First and last slice with a region, in slice order, from 0. */
  firstSliceIndex: number;
  lastSliceIndex: number;
  /** Slices with a region; fewer than the range holds where a gap was bridged. */
  sliceCount: number;
  /** The slice of the highest probability: the key image of the candidate. */
  keySliceIndex: number;
  /** Of all its regions, in image pixels. */
  box: PixelBox;
  /** On the key slice: the strongest of its regions there. */
  keyBox: PixelBox;
  /** Calibrated probability of malignancy of the key slice as a whole, 0 to 1. */
  peakProbability: number;
  /** Mean of the same over its slices. */
  meanProbability: number;
  /** Highest score of a region. */
  peakAttention: number;
  /** From the first to the last slice's far side in mm: a slice stands for one slice spacing. Null without positions. */
  extentAlongNormalMm: number | null;
  /** Middle of that stretch along the normal in mm. */
  middlePositionMm: number | null;
  /** By slice, then from left to right. */
  regions: CandidateRegion[];
}
