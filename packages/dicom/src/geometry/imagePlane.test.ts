import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { type InstanceElements, writeInstance } from '../write/writeInstance.js';
import { imagePlane } from './imagePlane.js';

const elements: InstanceElements = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
  SOPInstanceUID: '2.25.1',
  ImagePositionPatient: [-10, 20, 30],
  ImageOrientationPatient: [0, 0.999, 0, 0, 0, -1.001],
  PixelSpacing: [0.8, 0.5],
};
const planeOf = (more: InstanceElements = {}) =>
  imagePlane(readDataset(writeInstance({ elements: { ...elements, ...more } })));

describe('the plane of an image', () => {
  it('is position, unit directions and spacing, that of the rows first', () => {
    expect(planeOf()).toEqual({
      position: [-10, 20, 30],
      rowDirection: [0, 1, 0],
      columnDirection: [0, 0, -1],
      rowSpacingMm: 0.8,
      columnSpacingMm: 0.5,
      laterality: null,
    });
  });

  it('names the breast the header names', () => {
    expect(planeOf({ Laterality: 'R' })?.laterality).toBe('RIGHT');
    expect(planeOf({ Laterality: 'R', ImageLaterality: 'L' })?.laterality).toBe('LEFT');
    expect(planeOf({ ImageLaterality: 'B' })?.laterality).toBeNull();
  });

  it('is unknown where a part is absent or makes no sense', () => {
    expect(planeOf({ ImagePositionPatient: null })).toBeUndefined();
    expect(planeOf({ PixelSpacing: null })).toBeUndefined();
    expect(planeOf({ PixelSpacing: [0, 1] })).toBeUndefined();
    expect(planeOf({ ImageOrientationPatient: [1, 0, 0, 1, 0, 0] })).toBeUndefined();
    expect(planeOf({ ImageOrientationPatient: [0, 0, 0, 0, 1, 0] })).toBeUndefined();
  });
});
