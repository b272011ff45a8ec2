import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { element, joined } from '../dataset/testing/elementBytes.js';
import { frameGeometry } from './frameGeometry.js';
import { frameTiming } from './frameTiming.js';

const modality = element(0x00080060, 'CS', 'MR');
const orientation = element(0x00200037, 'DS', [1, 0, 0, 0, 1, 0]);
const spacing = [
  element(0x00180050, 'DS', 2),
  element(0x00180088, 'DS', 1.5),
  element(0x00280030, 'DS', [0.8, 0.7]),
];

/** Two positions at two times, as an enhanced MR object has them. */
function enhanced(frames: Uint8Array[] = [0, 1, 2, 3].map(frameItem), frameCount = 4) {
  return readDataset(
    joined(
      modality,
      element(0x00200060, 'CS', 'R'),
      element(0x00209222, 'SQ', [
        element(0x00209165, 'AT', Uint8Array.of(0x20, 0, 0x32, 0)),
        element(0x00209165, 'AT', Uint8Array.of(0x20, 0, 0x0d, 0x93)),
      ]),
      element(0x00280008, 'IS', frameCount),
      element(0x52009229, 'SQ', [
        joined(element(0x00209116, 'SQ', [orientation]), element(0x00289110, 'SQ', [joined(...spacing)])),
      ]),
      element(0x52009230, 'SQ', frames),
    ),
  );
}
function frameItem(frame: number): Uint8Array {
  const [place, time] = [frame % 2, Math.floor(frame / 2)];
  return joined(
    element(0x00189118, 'SQ', [element(0x00209153, 'FD', 100 + time)]),
    element(0x00209071, 'SQ', [element(0x00209072, 'CS', place === 0 ? 'L' : 'B')]),
    element(0x00209111, 'SQ', [
      joined(
        element(0x00189074, 'DT', `202401021003${20 + time}.5`),
        element(0x00209056, 'SH', 'A'),
        element(0x00209057, 'UL', place + 1),
        element(0x00209157, 'UL', [place + 1, time + 1]),
      ),
    ]),
    element(0x00209113, 'SQ', [element(0x00200032, 'DS', [-10, 20, 30 + 1.5 * place])]),
    element(0x00209310, 'SQ', [element(0x0020930d, 'FD', 62.5 * time)]),
  );
}
const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};

describe('an enhanced object', () => {
  it('has position, orientation, spacing and side for each frame, its own before the shared ones', () => {
    expect(frameGeometry(enhanced(), 3)).toEqual({
      position: [-10, 20, 31.5],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      pixelSpacing: { rowMm: 0.8, columnMm: 0.7 },
      sliceThicknessMm: 2,
      sliceSpacingMm: 1.5,
      slicePositionMm: 31.5,
      laterality: 'BOTH',
    });
    expect(frameGeometry(enhanced(), 2)).toMatchObject({ slicePositionMm: 30, laterality: 'LEFT' });
  });

  it('tells the phases of frames apart by time, index and offset', () => {
    expect(frameTiming(enhanced(), 3)).toEqual({
      temporalPositionIdentifier: undefined,
      temporalPositionIndex: 2,
      temporalOffsetSeconds: 62.5,
      acquisitionDateTime: '2024-01-02T10:03:21.500000',
      triggerTimeMs: 101,
      dimensionIndexValues: [2, 2],
      stackId: 'A',
      inStackPosition: 2,
    });
    expect([0, 1, 2, 3].map((frame) => frameTiming(enhanced(), frame).temporalPositionIndex)).toEqual([
      1, 1, 2, 2,
    ]);
  });

  it('is refused where groups and frames differ in number, and beyond the last frame', () => {
    const short = enhanced([0, 1, 2].map(frameItem));
    expect(codeOf(() => frameGeometry(short, 0))).toBe('DICOM_INVALID');
    expect(codeOf(() => frameTiming(enhanced(undefined, 40_000), 0))).toBe('DICOM_INVALID');
    for (const frame of [-1, 4, 0.5])
      expect(codeOf(() => frameTiming(enhanced(), frame))).toBe('FRAME_OUT_OF_RANGE');
  });
});

describe('a legacy object', () => {
  const legacy = (...more: Uint8Array[]) =>
    readDataset(
      joined(
        element(0x00080022, 'DA', '20240102'),
        element(0x00080032, 'TM', '100321.5'),
        modality,
        ...spacing.slice(0, 2),
        element(0x00181060, 'DS', 62.5),
        element(0x00200032, 'DS', [-10, 20, 31.5]),
        orientation,
        element(0x00200062, 'CS', 'L'),
        element(0x00200100, 'IS', 2),
        ...more,
        spacing[2]!,
      ),
    );

  it('gives the same words for the same slice', () => {
    expect(frameGeometry(legacy())).toEqual({ ...frameGeometry(enhanced(), 3), laterality: 'LEFT' });
    expect(frameTiming(legacy())).toMatchObject({
      temporalPositionIdentifier: 2,
      acquisitionDateTime: '2024-01-02T10:03:21.500000',
      triggerTimeMs: 62.5,
    });
  });

  it('of many frames says of none where or when it is', () => {
    const frames = legacy(element(0x00280008, 'IS', 2));
    expect(frameGeometry(frames, 1)).toMatchObject({ position: undefined, slicePositionMm: undefined });
    expect(frameTiming(frames, 1)).toMatchObject({
      acquisitionDateTime: undefined,
      triggerTimeMs: undefined,
    });
  });

  it('without these elements leaves all open', () => {
    const bare = readDataset(modality);
    expect(Object.values(frameGeometry(bare)).every((value) => value === undefined)).toBe(true);
    expect(frameTiming(bare).acquisitionDateTime).toBeUndefined();
  });

  it('with a time that is none leaves it open', () => {
    for (const value of ['20240102250000', '20240230100000', '20240102', 'today'])
      expect(
        frameTiming(readDataset(joined(element(0x0008002a, 'DT', value), modality))).acquisitionDateTime,
      ).toBeUndefined();
    const zoned = readDataset(joined(element(0x0008002a, 'DT', '202401021003+0900'), modality));
    expect(frameTiming(zoned).acquisitionDateTime).toBe('2024-01-02T10:03:00.000000+09:00');
  });
});
