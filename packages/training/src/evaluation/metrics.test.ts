import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.js';
import { chooseThresholds, fitCalibration, negativeLogLikelihood } from './calibrate.js';
import { poolPatients, toCases } from './cases.js';
import type { JudgedSlice } from './judgeSlices.js';
import { measureBand } from './measureBand.js';
import { areaUnderCurve, type Case, expectedCalibrationError, measure } from './metrics.js';
import { malignancyOf, uncalibrated } from './probabilities.js';

const cases = (...rows: [patient: string, malignant: boolean, probability: number][]): Case[] =>
  rows.map(([patient, malignant, probability]) => ({ patient, malignant, probability }));
const labels = [
  { name: 'BENIGN', malignant: false },
  { name: 'MALIGNANT', malignant: true },
];
const four = cases(['a', true, 0.9], ['b', true, 0.4], ['c', false, 0.6], ['d', false, 0.1]);

describe('measure', () => {
  it('gives figures computed by hand', () => {
    const figures = measure(four);
    // Three of the four pairs are ordered rightly.
    expect(figures.auc).toBe(0.75);
    expect(figures).toMatchObject({ accuracy: 0.5, sensitivity: 0.5, specificity: 0.5, f1: 0.5 });
    expect(figures.brier).toBeCloseTo((0.01 + 0.36 + 0.36 + 0.01) / 4, 12);
    expect(figures.ece).toBeCloseTo((0.1 + 0.6 + 0.6 + 0.1) / 4, 12);
  });

  it('counts ties of the ranks half', () => {
    expect(areaUnderCurve(cases(['a', true, 0.5], ['b', false, 0.5], ['c', false, 0.2]))).toBe(0.75);
  });

  it('finds no calibration error where frequency and probability agree', () => {
    const fair = cases(['a', true, 0.25], ['b', false, 0.25], ['c', false, 0.25], ['d', false, 0.25]);
    expect(expectedCalibrationError(fair)).toBeCloseTo(0, 12);
  });
});

describe('measureBand', () => {
  it('counts abstentions, and mistakes against their own class', () => {
    const band = measureBand(four, { benignBelow: 0.45, malignantFrom: 0.7 });
    expect(band).toEqual({ inconclusive: 0.25, malignantCalledBenign: 0.5, benignCalledMalignant: 0 });
  });

  it('takes the upper threshold itself as MALIGNANT and the lower one as INCONCLUSIVE', () => {
    const band = measureBand(four, { benignBelow: 0.4, malignantFrom: 0.6 });
    expect(band).toEqual({ inconclusive: 0.25, malignantCalledBenign: 0, benignCalledMalignant: 0.5 });
  });
});

describe('poolPatients', () => {
  const judged = (patient: string, label: string, logits: number[]) =>
    ({ patient, label, logits }) as unknown as JudgedSlice;

  it('takes the mean of the logits of their slices', () => {
    const pooled = poolPatients([
      judged('a', 'MALIGNANT', [0, 2]),
      judged('a', 'MALIGNANT', [1, 4]),
      judged('b', 'BENIGN', [3, 0]),
    ]);
    expect(pooled).toEqual([
      { patient: 'a', label: 'MALIGNANT', logits: [0.5, 3] },
      { patient: 'b', label: 'BENIGN', logits: [3, 0] },
    ]);
    expect(toCases(pooled, labels, { temperature: 2 })[0]).toMatchObject({
      malignant: true,
      predictedLabel: 'MALIGNANT',
      probability: 1 / (1 + Math.exp(-2.5 / 2)),
    });
  });

  it('sums the malignant ones of several labels', () => {
    const three = [...labels, { name: 'INVASIVE', malignant: true }];
    expect(malignancyOf([0, 0, 0], three, uncalibrated)).toBeCloseTo(2 / 3, 12);
  });
});

describe('bootstrap', () => {
  const many = Array.from(
    { length: 60 },
    (_, i): Case => ({
      patient: `p${i >> 1}`,
      malignant: (i >> 1) % 2 === 0,
      probability: ((i * 37) % 60) / 60,
    }),
  );

  it('holds the value, and repeats with its seed', () => {
    const first = bootstrap(many, { seed: 3, draws: 200 });
    expect(first).toEqual(bootstrap(many, { seed: 3, draws: 200 }));
    for (const { value, low, high } of Object.values(first)) {
      expect(low).toBeLessThan(high);
      if (value > 0.1) expect(low).toBeLessThanOrEqual(value + 0.05);
    }
    expect(first.auc.low).toBeLessThanOrEqual(first.auc.value);
    expect(first.auc.high).toBeGreaterThanOrEqual(first.auc.value);
  });

  it('is wider over patients than it would be over slices that are copies of each other', () => {
    const copies = many.flatMap((one) => Array.from({ length: 8 }, () => ({ ...one })));
    const alone = copies.map((one, i) => ({ ...one, patient: `s${i}` }));
    const width = (some: Case[]) => {
      const { low, high } = bootstrap(some, { seed: 1, draws: 300 }).auc;
      return high - low;
    };
    expect(width(copies)).toBeGreaterThan(2 * width(alone));
  });
});

describe('calibration', () => {
  const sure = Array.from({ length: 100 }, (_, i) => ({
    patient: String(i),
    label: 'MALIGNANT',
    logits: i % 4 === 0 ? [6, 0] : [0, 6],
  }));

  /** As many of the other class, wrong as often. */
  const both = [
    ...sure,
    ...sure.map(({ patient, logits }) => ({
      patient: `b${patient}`,
      label: 'BENIGN',
      logits: logits.toReversed(),
    })),
  ];

  it('cools what is too sure of itself', () => {
    const { temperature, bias } = fitCalibration(both, labels);
    // A quarter is wrong: the best probability is 3/4, so the margin 6 / T has to be log 3.
    expect(temperature).toBeCloseTo(6 / Math.log(3), 3);
    expect(bias[1]).toBeCloseTo(0, 4);
    expect(negativeLogLikelihood(both, labels, { temperature })).toBeLessThan(
      negativeLogLikelihood(both, labels, uncalibrated),
    );
  });

  it('takes back what leans to one class', () => {
    const leaning = both.map((one) => ({ ...one, logits: [one.logits[0]!, one.logits[1]! + 3] }));
    const { temperature, bias } = fitCalibration(leaning, labels);
    expect(temperature).toBeCloseTo(6 / Math.log(3), 3);
    expect(bias[0]).toBe(0);
    expect(bias[1]).toBeCloseTo(-3 / temperature, 3);
  });

  const some = Array.from({ length: 400 }, (_, i): Case => {
    const malignant = i % 2 === 0;
    return {
      patient: String(i),
      malignant,
      probability: ((i * 7919) % 400) / 400 / 1.5 + (malignant ? 1 / 3 : 0),
    };
  });
  const share = (malignant: boolean, wanted: (p: number) => boolean) => {
    const own = some.filter((one) => one.malignant === malignant);
    return own.filter(({ probability }) => wanted(probability)).length / own.length;
  };

  it('keeps the wanted sensitivity and specificity outside the band', () => {
    const targets = { sensitivity: 0.95, specificity: 0.9, confidence: 0.9 };
    const { benignBelow, malignantFrom } = chooseThresholds(some, targets);
    expect(benignBelow).toBeLessThan(malignantFrom);
    expect(share(true, (p) => p >= benignBelow)).toBeGreaterThanOrEqual(0.95);
    expect(share(false, (p) => p < malignantFrom)).toBeGreaterThanOrEqual(0.9);
  });

  it('widens the band with the confidence that is asked for', () => {
    const width = (confidence: number) => {
      const band = chooseThresholds(some, { sensitivity: 0.9, specificity: 0.9, confidence });
      return band.malignantFrom - band.benignBelow;
    };
    expect(width(0.5)).toBeLessThan(width(0.9));
    expect(width(0.9)).toBeLessThan(width(0.99));
  });

  it('does not cross its thresholds when the classes are apart', () => {
    const apart = cases(['a', true, 0.9], ['b', true, 0.95], ['c', false, 0.1], ['d', false, 0.05]);
    const { benignBelow, malignantFrom } = chooseThresholds(apart, {
      sensitivity: 1,
      specificity: 1,
      confidence: 0.9,
    });
    expect(benignBelow).toBe(malignantFrom);
    expect(benignBelow).toBeGreaterThan(0.1);
    expect(malignantFrom).toBeLessThanOrEqual(0.95);
  });

  it('refuses a validation part without a class', () => {
    const targets = { sensitivity: 0.9, specificity: 0.9, confidence: 0.9 };
    expect(() => chooseThresholds(cases(['a', true, 0.5]), targets)).toThrow(/lacks a class/);
  });
});
