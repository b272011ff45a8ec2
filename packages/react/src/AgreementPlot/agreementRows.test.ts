import { describe, expect, it } from 'vitest';
import { agreements, figuresOf } from '../storyData/agreement.js';
import { agreementRows, agreementScale, positionOn } from './agreementRows.js';

describe('the lines of the plot', () => {
  it('are each model and then its sites, where there are several', () => {
    const [newest, older] = agreements;
    const sites = agreementRows([newest!, older!]).map(({ site }) => site);
    expect(sites).toEqual([undefined, 'St. Mary', 'Riverside', null, undefined]);
  });
});

describe('the axis', () => {
  const rows = (low: number) => [
    {
      ...agreementRows(agreements)[0]!,
      figures: figuresOf(20, { kappa: { __typename: 'Estimate', value: 0.2, low, high: 0.5 } }),
    },
  ];

  it('begins at 0 for a share', () => {
    expect(agreementScale(rows(-0.3), 'agreement').ticks).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('reaches below 0 where kappa does', () => {
    expect(agreementScale(rows(0.1), 'kappa').from).toBe(0);
    expect(agreementScale(rows(-0.3), 'kappa').ticks).toEqual([-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]);
  });

  it('places values between its ends', () => {
    const scale = agreementScale(rows(-0.3), 'kappa');
    expect(positionOn(scale, -0.5)).toBe(0);
    expect(positionOn(scale, 0.25)).toBe(50);
    expect(positionOn(scale, 2)).toBe(100);
  });
});
