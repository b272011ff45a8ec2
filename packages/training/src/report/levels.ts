import type { Manifest } from '@eventeye/inference';
import type { ReportCase, ReportInput } from './reportInput.js';

/** The cases of a level with its words. */
export interface Level {
  level: 'patient' | 'slice';
  /** `Patients`, `Slices`. */
  heading: string;
  cases: readonly ReportCase[];
}

/** Patients first: they are what a decision is about. */
export const levelsOf = ({ patientCases, sliceCases }: ReportInput): Level[] => [
  { level: 'patient', heading: 'Patients', cases: patientCases },
  { level: 'slice', heading: 'Slices', cases: sliceCases },
];

/** A metric by its name and level; absent where the list lacks it. */
export const findMetric = (
  metrics: Manifest['metrics'],
  name: string,
  level: Level['level'],
): Manifest['metrics'][number] | undefined =>
  metrics.find((metric) => metric.name === name && metric.level === level);
