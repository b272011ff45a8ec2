import { describe, expect, it } from 'vitest';
import type { PatientVector, ViewerSlice } from '../viewerTypes.js';
import { lengthMm, scaleBar } from './measure.js';
import { orientationLetters } from './orientationLetters.js';
import { pairSlices } from './pairSlices.js';
import { place, toPanel, toPicture } from './placement.js';
import { projectionAxis, shareOfSlice, sliceAtShare } from './projectionLine.js';

const axial = { rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] } as const;
const slice = (z: number, rowDirection: PatientVector = [1, 0, 0]): ViewerSlice => ({
  id: String(z),
  valuesUrl: '',
  plane: { position: [0, 0, z], rowDirection, columnDirection: [0, 1, 0] },
});

describe('orientation letters', () => {
  it('have the patient’s right on the left of an axial slice, and the front above', () => {
    expect(orientationLetters(axial)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
  });

  it('follow the direction cosines of a sagittal slice and of one that was flipped', () => {
    expect(orientationLetters({ rowDirection: [0, 1, 0], columnDirection: [0, 0, -1] })).toEqual({
      left: 'A',
      right: 'P',
      top: 'H',
      bottom: 'F',
    });
    expect(orientationLetters({ rowDirection: [-1, 0, 0], columnDirection: [0, 1, 0] }).left).toBe('L');
  });

  it('name both directions of an oblique slice, the stronger first', () => {
    const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    expect(orientationLetters({ rowDirection: [c, s, 0], columnDirection: [0, 0, -1] }).right).toBe('LP');
  });
});

describe('a picture in its panel', () => {
  it('keeps the proportions of pixels that are not square, and leads back', () => {
    const placement = place(
      { width: 100, height: 100, pixelAspect: 2 },
      { width: 400, height: 400 },
      { zoom: 1, panX: 0, panY: 0 },
    );
    expect(placement).toEqual({ scaleX: 2, scaleY: 4, left: 100, top: 0 });
    const point = { x: 12.5, y: 80 };
    expect(toPicture(placement, toPanel(placement, point))).toEqual(point);
  });

  it('measures rows and columns by their own spacing', () => {
    const line = { from: { x: 0, y: 0 }, to: { x: 40, y: 30 } };
    expect(lengthMm(line, { columnMm: 2, rowMm: 1.6 })).toBeCloseTo(Math.hypot(80, 48));
    expect(lengthMm(line, null)).toBeUndefined();
  });

  it('has a scale bar of a round length that fits', () => {
    expect(scaleBar(2.5, 160)).toEqual({ mm: 50, pixels: 125 });
  });
});

describe('slices of two phases', () => {
  it('belong together by place, not by index', () => {
    expect(pairSlices([slice(0), slice(2), slice(4)], [slice(2.05), slice(4), slice(6)])).toEqual([
      undefined,
      0,
      1,
    ]);
  });

  it('do not belong together when they are turned or when a place is not known', () => {
    expect(pairSlices([slice(0)], [slice(0, [-1, 0, 0])])).toEqual([undefined]);
    expect(pairSlices([{ ...slice(0), plane: null }], [slice(0)])).toEqual([undefined]);
  });
});

describe('where a slice cuts a projection', () => {
  it('has the head above, so that the first axial slice is at the bottom', () => {
    const axis = projectionAxis(slice(0).plane!, 'CORONAL')!;
    expect(axis).toEqual({ along: 'y', isReversed: true });
    expect(shareOfSlice(axis, 0, 10)).toBeCloseTo(0.95);
    expect(sliceAtShare(axis, 0.95, 10)).toBe(0);
    expect(sliceAtShare(axis, 0, 10)).toBe(9);
  });

  it('is nowhere on a projection along the slices’ normal', () => {
    expect(projectionAxis(slice(0).plane!, 'AXIAL')).toBeUndefined();
  });
});
