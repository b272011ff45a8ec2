import { describe, expect, it } from 'vitest';
import { type ImagePlane, locateCandidate } from './locateCandidate.js';

/** Axial, 0.5 mm between columns and 0.8 mm between rows, the mid-plane at column 200. */
const axial: ImagePlane = {
  position: [-100, -50, 20],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacingMm: 0.8,
  columnSpacingMm: 0.5,
  laterality: null,
};
const box = { x: 40, y: 20, width: 11, height: 21 };

describe('the place of a candidate in the patient', () => {
  it('is the middle of its box, with its size in mm', () => {
    const located = locateCandidate({ box, middlePositionMm: 23 }, axial);
    // Column 45 and row 30 are the middle pixels.
    expect(located.centreMm).toEqual([-100 + 45 * 0.5, -50 + 30 * 0.8, 23]);
    expect(located.extentAlongRowsMm).toBeCloseTo(5.5, 12);
    expect(located.extentAlongColumnsMm).toBeCloseTo(16.8, 12);
  });

  it('stays on the key slice where positions are unknown', () => {
    expect(locateCandidate({ box, middlePositionMm: null }, axial).centreMm[2]).toBe(20);
  });

  it('follows the directions of a sagittal slice', () => {
    const sagittal: ImagePlane = {
      ...axial,
      position: [60, -90, 70],
      rowDirection: [0, 1, 0],
      columnDirection: [0, 0, -1],
    };
    // The normal points to the patient's right, so a position of -64 lies at x = 64.
    const { centreMm, side } = locateCandidate({ box, middlePositionMm: -64 }, sagittal);
    expect(centreMm).toEqual([64, -90 + 45 * 0.5, 70 - 30 * 0.8]);
    expect(side).toBe('LEFT');
  });

  it('tells the side by patient coordinates: the patient’s right is the left of the picture', () => {
    const sideAt = (x: number, plane = axial) =>
      locateCandidate({ box: { ...box, x }, middlePositionMm: null }, plane).side;
    expect(sideAt(40)).toBe('RIGHT');
    expect(sideAt(300)).toBe('LEFT');
    expect(sideAt(200)).toBeNull();
    expect(sideAt(40, { ...axial, laterality: 'LEFT' })).toBe('LEFT');
  });
});
