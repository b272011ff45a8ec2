import type { JudgedSlice } from './judgeSlices.js';
import type { Case } from './metrics.js';
import { argMax, type Calibration, type Labels, malignancyOf, softmax } from './probabilities.js';

/** A case with its classes by name, as reports show it. */
export interface LabelledCase extends Case {
  label: string;
  predictedLabel: string;
}

/** What is judged at one level: a slice, or a patient by the mean of the logits of their slices. */
export interface Judged {
  patient: string;
  label: string;
  logits: readonly number[];
}

/**
 * One entry a patient and label: the mean logits of their slices. The mean of logits keeps what all slices agree on; the
 * mean of probabilities would be too timid, which a temperature of its own could not mend.
 */
export function poolPatients(slices: readonly JudgedSlice[]): Judged[] {
  const groups = new Map<string, JudgedSlice[]>();
  for (const slice of slices) {
    const key = `${slice.patient} ${slice.label}`;
    const group = groups.get(key);
    if (group) group.push(slice);
    else groups.set(key, [slice]);
  }
  return [...groups.values()].map((own) => ({
    patient: own[0]!.patient,
    label: own[0]!.label,
    logits: own[0]!.logits.map((_, i) => own.reduce((sum, { logits }) => sum + logits[i]!, 0) / own.length),
  }));
}

/** Cases with calibrated probabilities. */
export function toCases(judged: readonly Judged[], labels: Labels, calibration: Calibration): LabelledCase[] {
  return judged.map(({ patient, label, logits }) => ({
    patient,
    label,
    malignant: labels.some((one) => one.name === label && one.malignant),
    probability: malignancyOf(logits, labels, calibration),
    predictedLabel: labels[argMax(softmax(logits, calibration))]!.name,
  }));
}
