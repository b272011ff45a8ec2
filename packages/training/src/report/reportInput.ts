import type { Manifest } from '@eventeye/inference';
import type { Interval } from '../evaluation/bootstrap.js';
import type { Case } from '../evaluation/metrics.js';

/** One judged case of the report; `patient` is a short salted hash, never an identifier. */
export interface ReportCase extends Case {
  /** True class, as the manifest's labels name it. */
  label: string;
  /** Class of the greatest probability. */
  predictedLabel: string;
}

/** A slice shown with its attention map. */
export interface ReportExample {
  kind: 'HIT' | 'MISS';
  label: string;
  outcome: string;
  /** Calibrated probability of malignancy. */
  probability: number;
  /** PNG of the prepared slice, and of the slice with the attention map over it. */
  slicePng: Uint8Array;
  attentionPng: Uint8Array;
}

/** Figures of a part of the test patients: one vendor, one range of lesion sizes. */
export interface ReportGroup {
  value: string;
  patients: number;
  slices: number;
  /** By patient; absent where a class is absent. */
  auc: Interval | undefined;
}

/** Everything the evaluation report shows; all of the test part unless said otherwise. */
export interface ReportInput {
  manifest: Manifest;
  patientCases: readonly ReportCase[];
  sliceCases: readonly ReportCase[];
  /** Figures of the control run on shuffled labels; absent where none was made. */
  control: Manifest['metrics'] | undefined;
  breakdowns: readonly { name: string; rows: readonly ReportGroup[] }[];
  /** The in-scope test on named sets of images. */
  gate: readonly { name: string; images: number; inScope: number; expected: 'IN_SCOPE' | 'OUT_OF_SCOPE' }[];
  examples: readonly ReportExample[];
}
