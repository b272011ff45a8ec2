import type { AnalysisOutcome } from '@eventeye/core';
import type { Estimate } from '../agreement/agreementFigures.js';
import { effectiveCount } from '../agreement/effectiveCount.js';
import { wilsonInterval } from '../agreement/wilsonInterval.js';
import type { ReferenceStandard } from '../database/client.js';

/** Cases of one patient of which results and the reference standard say the same; a case is an image or the patient. */
export interface CountedCases {
  patientId: string;
  outcome: AnalysisOutcome;
  /** Null: nothing is known yet. */
  label: ReferenceStandard['label'] | null;
  count: number;
}

/** One cell of the table of results by truth. */
export interface DiagnosticCell {
  outcome: AnalysisOutcome;
  label: ReferenceStandard['label'] | null;
  count: number;
}

/** What results are worth against the reference standard. */
export interface DiagnosticFigures {
  cases: number;
  patients: number;
  /** Of the cases, those of which the truth is known. */
  withReference: number;
  /** Of the cases with known truth, those where the model abstains: neither right nor wrong. */
  abstentions: number;
  /** MALIGNANT among the malignant where the model decides; null with none. */
  sensitivity: Estimate | null;
  /** BENIGN among the benign where the model decides; null with none. */
  specificity: Estimate | null;
  cells: DiagnosticCell[];
}

const outcomes: readonly AnalysisOutcome[] = ['BENIGN', 'MALIGNANT', 'INCONCLUSIVE', 'OUT_OF_SCOPE'];
const labels: readonly DiagnosticCell['label'][] = ['BENIGN', 'MALIGNANT', null];

/** Figures of counted cases. Intervals are Wilson's, for as many observations as the cases of so many patients are worth. */
export function diagnosticFigures(rows: readonly CountedCases[]): DiagnosticFigures {
  const sum = (fits: (row: CountedCases) => boolean) =>
    rows.filter(fits).reduce((total, { count }) => total + count, 0);
  return {
    cases: sum(() => true),
    patients: new Set(rows.map(({ patientId }) => patientId)).size,
    withReference: sum(({ label }) => label !== null),
    abstentions: sum(({ label, outcome }) => label !== null && !decides(outcome)),
    sensitivity: shareOf(rows, 'MALIGNANT'),
    specificity: shareOf(rows, 'BENIGN'),
    cells: outcomes.flatMap((outcome) =>
      labels.map((label) => ({
        outcome,
        label,
        count: sum((row) => row.outcome === outcome && row.label === label),
      })),
    ),
  };
}

const decides = (outcome: AnalysisOutcome) => outcome === 'BENIGN' || outcome === 'MALIGNANT';

/** The share of the decided cases with this truth whose result says it. */
function shareOf(rows: readonly CountedCases[], truth: ReferenceStandard['label']): Estimate | null {
  const byPatient = new Map<string, { pairs: number; agreeing: number }>();
  for (const { patientId, outcome, label, count } of rows) {
    if (label !== truth || !decides(outcome)) continue;
    const counts = byPatient.get(patientId) ?? { pairs: 0, agreeing: 0 };
    byPatient.set(patientId, counts);
    counts.pairs += count;
    if (outcome === truth) counts.agreeing += count;
  }
  const patients = [...byPatient.values()];
  const pairs = patients.reduce((total, one) => total + one.pairs, 0);
  if (pairs === 0) return null;
  const value = patients.reduce((total, one) => total + one.agreeing, 0) / pairs;
  // Patients that count once are independent as they are.
  const independent = patients.every((one) => one.pairs === 1);
  return { value, ...wilsonInterval(value, independent ? patients.length : effectiveCount(patients)) };
}
