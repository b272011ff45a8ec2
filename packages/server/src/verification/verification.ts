/** What kind of thing came out another. */
export type DifferenceKind =
  | 'HASH'
  | 'PREPROCESSING'
  | 'RUNTIME'
  | 'PROBABILITY'
  | 'OUTCOME'
  | 'BAND'
  | 'REGIONS'
  | 'ATTENTION';

/** A member of the result or its receipt that came out another. */
export interface Difference {
  kind: DifferenceKind;
  /** Its name in AIAnalysisResult or ResultReceipt. */
  member: string;
  stored: string;
  recomputed: string;
  /** Largest difference of the numbers in it; null where it is no number. */
  largestDelta: number | null;
  /** Whether another runtime explains it. */
  isWithinTolerance: boolean;
}

/** What recomputing a result showed. */
export interface Verification {
  status: 'IDENTICAL' | 'EQUAL_WITHIN_TOLERANCE' | 'DIFFERS' | 'NOT_REPRODUCIBLE';
  /** Why it could not be recomputed. */
  reason: 'NO_RESULT' | 'IMAGE_MISSING' | 'MODEL_NOT_INSTALLED' | 'MODEL_UNUSABLE' | null;
  differences: Difference[];
}

/**
 * What another runtime may change: floating-point sums in another order move logits by some 1e-6, which the steps of
 * an attention map and the edges of its regions round up to a whole one.
 */
export const runtimeTolerance = {
  /** Of any probability. */
  probability: 1e-4,
  /** Of a cell of the attention map, of 255. */
  attentionLevels: 1,
  /** Of a region's edge, in pixels. */
  regionPixels: 1,
  /** Of a region's score. */
  regionScore: 0.005,
} as const;
