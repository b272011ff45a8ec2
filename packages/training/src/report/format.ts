import type { Interval } from '../evaluation/bootstrap.js';

/** What stands where a figure can not be computed, for example because a class is absent. */
export const undefinedFigure = 'not defined';

/** A figure of 0..1 with three digits. */
export const figure = (value: number): string =>
  Number.isFinite(value) ? value.toFixed(3) : undefinedFigure;

/** The bounds of an interval, `0.873 to 0.986`. */
export const bounds = ({ low, high }: Pick<Interval, 'low' | 'high'>): string =>
  Number.isFinite(low) && Number.isFinite(high) ? `${low.toFixed(3)} to ${high.toFixed(3)}` : undefinedFigure;

/** A share of 0..1 as percent with one digit. */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : undefinedFigure;

/** A whole number with thousands set apart by commas. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** `1 patient`, `2 patients`. */
export const counted = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a, b and c`. */
export const listed = (names: readonly string[]): string => conjunction.format(names);

/** A threshold with four digits, as it decides between outcomes. */
export const threshold = (value: number): string => value.toFixed(4);

/** A size in megabytes of a million bytes. */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const metricNames: Record<string, string> = {
  auc: 'AUC',
  accuracy: 'Accuracy',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  f1: 'F1 score',
  brier: 'Brier score',
  ece: 'Expected calibration error',
};

/** The reader's name of a metric; one that is not known keeps its own. */
export const metricName = (name: string): string => metricNames[name] ?? name;
