import { describe, expect, it } from 'vitest';
import { type Case, expectedCalibrationError } from '../evaluation/metrics.js';
import { reliabilityBins, wilsonInterval } from './reliability.js';

const some: Case[] = [
  [false, 0.02],
  [true, 0.08],
  [true, 0.1],
  [true, 0.95],
  [false, 0.99],
  [true, 1],
].map(([malignant, probability], i) => ({
  patient: `p${i}`,
  malignant: malignant as boolean,
  probability: probability as number,
}));

describe('reliabilityBins', () => {
  it('gives counts, means and frequencies computed by hand', () => {
    const bins = reliabilityBins(some);
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
    expect(bins[0]).toMatchObject({ from: 0, to: 0.1, frequency: 0.5 });
    expect(bins[0]!.meanProbability).toBeCloseTo(0.05, 12);
    expect(bins[9]!.meanProbability).toBeCloseTo(2.94 / 3, 12);
    expect(bins[9]!.frequency).toBeCloseTo(2 / 3, 12);
    expect(bins[4]!.frequency).toBeNaN();
  });

  it('is what the expected calibration error is counted over', () => {
    const error = reliabilityBins(some)
      .filter(({ count }) => count > 0)
      .reduce(
        (sum, bin) => sum + (bin.count / some.length) * Math.abs(bin.frequency - bin.meanProbability),
        0,
      );
    expect(error).toBeCloseTo(expectedCalibrationError(some), 12);
  });
});

describe('wilsonInterval', () => {
  it('gives the bounds of the textbook: 8 of 10', () => {
    const { low, high } = wilsonInterval(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('stays within 0..1 where all agree', () => {
    expect(wilsonInterval(0, 5).low).toBe(0);
    expect(wilsonInterval(5, 5).high).toBe(1);
    expect(wilsonInterval(0, 5).high).toBeCloseTo(0.4345, 4);
  });
});
