import { describe, expect, it } from 'vitest';
import { areaUnderCurve, type Case } from '../evaluation/metrics.js';
import { averagePrecision, operatingPoint, precisionRecallCurve, rocCurve } from './curves.js';

const cases = (...rows: [malignant: boolean, probability: number][]): Case[] =>
  rows.map(([malignant, probability], i) => ({ patient: `p${i}`, malignant, probability }));
const four = cases([false, 0.1], [true, 0.9], [true, 0.4], [false, 0.6]);
const tied = cases([true, 0.5], [false, 0.5], [true, 0.8], [false, 0.2], [false, 0.2]);

describe('rocCurve', () => {
  it('gives the points computed by hand', () => {
    const points = rocCurve(four);
    expect(points.map(({ threshold }) => threshold)).toEqual([Number.POSITIVE_INFINITY, 0.9, 0.6, 0.4, 0.1]);
    expect(points.map((point) => [point.falsePositiveRate, point.truePositiveRate])).toEqual([
      [0, 0],
      [0, 0.5],
      [0.5, 0.5],
      [0.5, 1],
      [1, 1],
    ]);
  });

  it('makes one point of ties, so that the area under its lines is the AUC', () => {
    const points = rocCurve(tied);
    expect(points).toHaveLength(4);
    const area = points.reduce((sum, { falsePositiveRate: x, truePositiveRate: y }, i) => {
      const before = points[i - 1] ?? points[0]!;
      return sum + ((x - before.falsePositiveRate) * (y + before.truePositiveRate)) / 2;
    }, 0);
    expect(area).toBeCloseTo(5.5 / 6, 12);
    expect(areaUnderCurve(tied)).toBeCloseTo(5.5 / 6, 12);
  });

  it('is empty where a class is absent', () => {
    expect(rocCurve(cases([true, 0.5], [true, 0.2]))).toEqual([]);
    expect(rocCurve([])).toEqual([]);
  });
});

describe('precisionRecallCurve', () => {
  it('gives the points computed by hand', () => {
    const points = precisionRecallCurve(four).map(({ recall, precision }) => [recall, precision]);
    expect(points).toEqual([
      [0.5, 1],
      [0.5, 0.5],
      [1, 2 / 3],
      [1, 0.5],
    ]);
  });

  it('has the average precision of its steps', () => {
    expect(averagePrecision(precisionRecallCurve(four))).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 12);
    expect(averagePrecision(precisionRecallCurve(cases([false, 0.3])))).toBeNaN();
  });
});

describe('operatingPoint', () => {
  it('calls the threshold itself malignant', () => {
    expect(operatingPoint(four, 0.6)).toEqual({
      truePositiveRate: 0.5,
      recall: 0.5,
      falsePositiveRate: 0.5,
      precision: 0.5,
    });
  });

  it('has no precision where nothing reaches the threshold', () => {
    const point = operatingPoint(four, 0.95);
    expect(point).toMatchObject({ truePositiveRate: 0, falsePositiveRate: 0 });
    expect(point.precision).toBeNaN();
  });
});
