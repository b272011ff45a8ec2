import type { AnalysisOutcome } from '@eventeye/core';
import type { Reading } from '../database/client.js';
import { cohensKappa, type PairCounts } from './cohensKappa.js';
import { effectiveCount } from './effectiveCount.js';
import { kappaInterval } from './kappaInterval.js';
import { type Interval, wilsonInterval } from './wilsonInterval.js';

/** How many current readings of one patient say `label` where the result says `outcome`. */
export interface CountedReadings {
  patientId: string;
  outcome: AnalysisOutcome;
  label: Reading['label'];
  count: number;
}

/** A figure with its 95 % interval and what it rests on. */
export interface Estimate extends Interval {
  value: number;
}

/** How results and readers agree. */
export interface AgreementFigures {
  /** One for each reader and image: the newest. */
  readings: number;
  patients: number;
  /** Readings where result and reader both decide between benign and malignant. */
  compared: number;
  comparedPatients: number;
  /** Readings of images for which the model abstains. */
  abstentions: number;
  /** Readings that leave it open. */
  unsure: number;
  /** Share of those compared; null with none. */
  agreement: Estimate | null;
  /** Cohen's; null where it can not be told. */
  kappa: Estimate | null;
  cells: { outcome: AnalysisOutcome; label: Reading['label']; count: number }[];
}

const outcomes: readonly AnalysisOutcome[] = ['BENIGN', 'MALIGNANT', 'INCONCLUSIVE', 'OUT_OF_SCOPE'];
const labels: readonly Reading['label'][] = ['BENIGN', 'MALIGNANT', 'UNSURE'];
const decides = (said: string) => said === 'BENIGN' || said === 'MALIGNANT';

/** Figures of counted readings. Abstentions and open readings are counted and never taken for right or wrong. */
export function agreementFigures(rows: readonly CountedReadings[]): AgreementFigures {
  const byPatient = new Map<string, PairCounts>();
  for (const { patientId, outcome, label, count } of rows) {
    if (!decides(outcome) || !decides(label)) continue;
    const counts = byPatient.get(patientId) ?? none();
    byPatient.set(patientId, counts);
    counts[cellOf(outcome, label)] += count;
  }
  const patients = [...byPatient.values()];
  const all = patients.reduce(plus, none());
  const compared = sizeOf(all);
  const sum = (fits: (row: CountedReadings) => boolean) =>
    rows.filter(fits).reduce((total, { count }) => total + count, 0);
  return {
    readings: sum(() => true),
    patients: new Set(rows.map(({ patientId }) => patientId)).size,
    compared,
    comparedPatients: patients.length,
    abstentions: sum(({ outcome }) => !decides(outcome)),
    unsure: sum(({ label }) => label === 'UNSURE'),
    agreement: compared === 0 ? null : shareOf(patients, all),
    kappa: kappaOf(patients, all),
    cells: outcomes.flatMap((outcome) =>
      labels.map((label) => ({
        outcome,
        label,
        count: sum((row) => row.outcome === outcome && row.label === label),
      })),
    ),
  };
}

function shareOf(patients: readonly PairCounts[], all: PairCounts): Estimate {
  const value = agreeing(all) / sizeOf(all);
  const effective = effectiveCount(
    patients.map((counts) => ({ pairs: sizeOf(counts), agreeing: agreeing(counts) })),
  );
  return { value, ...wilsonInterval(value, effective) };
}

function kappaOf(patients: readonly PairCounts[], all: PairCounts): Estimate | null {
  const value = cohensKappa(all);
  const interval = value === null ? null : kappaInterval(patients);
  return value === null || !interval ? null : { value, ...interval };
}

function cellOf(outcome: string, label: string): keyof PairCounts {
  if (outcome === label) return outcome === 'BENIGN' ? 'bothBenign' : 'bothMalignant';
  return outcome === 'MALIGNANT' ? 'resultOnly' : 'readerOnly';
}

const none = (): PairCounts => ({ bothBenign: 0, bothMalignant: 0, resultOnly: 0, readerOnly: 0 });
const sizeOf = (counts: PairCounts) => agreeing(counts) + counts.resultOnly + counts.readerOnly;
const agreeing = ({ bothBenign, bothMalignant }: PairCounts) => bothBenign + bothMalignant;
const plus = (one: PairCounts, other: PairCounts): PairCounts => ({
  bothBenign: one.bothBenign + other.bothBenign,
  bothMalignant: one.bothMalignant + other.bothMalignant,
  resultOnly: one.resultOnly + other.resultOnly,
  readerOnly: one.readerOnly + other.readerOnly,
});
