import { describe, expect, it } from 'vitest';
import { type CountedCases, diagnosticFigures } from './diagnosticFigures.js';

const patients = (count: number, outcome: CountedCases['outcome'], label: CountedCases['label']) =>
  Array.from({ length: count }, (_, index) => ({
    patientId: `${outcome} ${label} ${index}`,
    outcome,
    label,
    count: 1,
  }));

describe('figures against the reference standard', () => {
  it('are Wilson’s of the decided cases, with abstentions beside them', () => {
    const figures = diagnosticFigures([
      ...patients(45, 'MALIGNANT', 'MALIGNANT'),
      ...patients(5, 'BENIGN', 'MALIGNANT'),
      ...patients(7, 'INCONCLUSIVE', 'MALIGNANT'),
      ...patients(90, 'BENIGN', 'BENIGN'),
      ...patients(10, 'MALIGNANT', 'BENIGN'),
      ...patients(3, 'OUT_OF_SCOPE', 'BENIGN'),
      ...patients(20, 'MALIGNANT', null),
    ]);
    expect(figures).toMatchObject({ cases: 180, patients: 180, withReference: 160, abstentions: 10 });
    // scipy.stats.binomtest(45, 50).proportion_ci(method='wilson'), and 90 of 100.
    expect(figures.sensitivity!.value).toBe(0.9);
    expect(figures.sensitivity!.low).toBeCloseTo(0.7864, 4);
    expect(figures.sensitivity!.high).toBeCloseTo(0.9565, 4);
    expect(figures.specificity!.value).toBe(0.9);
    expect(figures.specificity!.low).toBeCloseTo(0.8256, 4);
    expect(figures.specificity!.high).toBeCloseTo(0.9448, 4);
    const cell = (outcome: string, label: string | null) =>
      figures.cells.find((one) => one.outcome === outcome && one.label === label)?.count;
    expect(cell('INCONCLUSIVE', 'MALIGNANT')).toBe(7);
    expect(cell('MALIGNANT', null)).toBe(20);
    expect(figures.cells).toHaveLength(12);
  });

  it('are none where nothing is known or the model always abstains', () => {
    const unknown = diagnosticFigures(patients(5, 'MALIGNANT', null));
    expect(unknown).toMatchObject({ withReference: 0, sensitivity: null, specificity: null });
    const abstained = diagnosticFigures(patients(5, 'INCONCLUSIVE', 'MALIGNANT'));
    expect(abstained).toMatchObject({ withReference: 5, abstentions: 5, sensitivity: null });
  });

  it('do not take the slices of one patient for as many patients', () => {
    const slices = (patientId: string, right: number, wrong: number): CountedCases[] => [
      { patientId, outcome: 'MALIGNANT', label: 'MALIGNANT', count: right },
      { patientId, outcome: 'BENIGN', label: 'MALIGNANT', count: wrong },
    ];
    const clustered = diagnosticFigures([
      ...slices('one', 20, 0),
      ...slices('two', 20, 0),
      ...slices('three', 0, 20),
    ]).sensitivity!;
    const spread = diagnosticFigures(
      Array.from({ length: 60 }, (_, index) =>
        slices(`${index}`, index < 40 ? 1 : 0, index < 40 ? 0 : 1),
      ).flat(),
    ).sensitivity!;
    expect(clustered.value).toBeCloseTo(spread.value, 10);
    expect(clustered.high - clustered.low).toBeGreaterThan(2 * (spread.high - spread.low));
  });
});
