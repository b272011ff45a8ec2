import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { drawProjection } from './drawProjection.js';
import { projectSlices } from './projectSlices.js';
import { projectVolume } from './projectVolume.js';
import { greyOf } from './testing/greyOf.js';
import { lesions, type StackOptions, sliceFile, stack, subtractionStack } from './testing/stack.js';
import type { ProjectionOptions, ProjectionPlane, VolumeSlice } from './volumeTypes.js';

const here = {
  projectSlices: (step: Parameters<typeof projectSlices>[0]) => projectSlices(step),
  drawProjection,
};
const project = (slices: AsyncIterable<VolumeSlice>, options: ProjectionOptions) =>
  projectVolume(here, slices, options);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (EventEyeError.is(error) ? error.code : String(error)),
  );

/** A picture with a way to look at it in mm from its top left corner. */
async function look(png: Uint8Array) {
  const { data, width, height } = await greyOf(png);
  return { width, height, at: (x: number, y: number) => data[Math.round(y) * width + Math.round(x)]! };
}

/** Where a lesion is seen from the front or the side: slices are 3 pixels high, the highest on top. */
const heightOf = (slice: number) => (stack.slices - 1 - slice + 0.5) * stack.stepMm - 0.5;

describe('a maximum intensity projection of a subtraction', () => {
  it.each([
    ['AXIAL', 48, 40, (l: (typeof lesions)[number]): [number, number] => [l.column, l.row]],
    ['CORONAL', 48, 36, (l: (typeof lesions)[number]): [number, number] => [l.column, heightOf(l.slice)]],
    ['SAGITTAL', 40, 36, (l: (typeof lesions)[number]): [number, number] => [l.row, heightOf(l.slice)]],
  ] as const)('shows both lesions where they are, in the %s plane', async (plane, width, height, placeOf) => {
    const picture = await look(
      await project(subtractionStack(), { plane, windowCenter: 125, windowWidth: 250 }),
    );
    expect(picture).toMatchObject({ width, height });
    const places = lesions.map(placeOf);
    for (const [x, y] of places) expect(picture.at(x, y)).toBe(Math.round((200 / 250) * 255));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        // Beyond the radius and the blur of the enlarged slices, nothing took up contrast.
        if (places.every(([px, py]) => Math.hypot(x - px, y - py) > 4 + 2 * stack.stepMm))
          expect(picture.at(x, y)).toBe(0);
      }
    }
  });

  it('is black to its brightest by itself, and loss of signal is black', async () => {
    const picture = await look(await project(subtractionStack(), { plane: 'AXIAL' }));
    expect(picture.at(12, 10)).toBe(255);
    expect(picture.at(1, 1)).toBe(0);
  });

  it('shows planes of the patient, whatever the series was acquired in', async () => {
    // Sagittal slices: columns run to the back, rows to the feet, slices to the right of the patient.
    const sagittal: StackOptions = {
      rowDirection: [0, 1, 0],
      columnDirection: [0, 0, -1],
      normal: [-1, 0, 0],
    };
    const options = { windowCenter: 125, windowWidth: 250 };
    const side = await look(await project(subtractionStack(sagittal), { plane: 'SAGITTAL', ...options }));
    expect(side).toMatchObject({ width: 48, height: 40 });
    for (const { column, row } of lesions) expect(side.at(column, row)).toBeGreaterThan(200);
    // From above: the last slice is the rightmost of the patient, and stands on the left.
    const above = await look(await project(subtractionStack(sagittal), { plane: 'AXIAL', ...options }));
    expect(above).toMatchObject({ width: 36, height: 48 });
    for (const { column, slice } of lesions) {
      expect(above.at(heightOf(slice), column)).toBeGreaterThan(200);
      expect(above.at(stack.slices * stack.stepMm - 1 - heightOf(slice), column)).toBe(0);
    }
  });

  it('asks for slices as it needs them, and for no more than a step ahead', async () => {
    let asked = 0;
    let most = 0;
    async function* many(): AsyncGenerator<VolumeSlice> {
      for (let slice = 0; slice < 40; slice++) {
        asked += 1;
        yield { bytes: sliceFile('post', slice) };
      }
    }
    let done = 0;
    const work = {
      ...here,
      projectSlices: (step: Parameters<typeof projectSlices>[0]) => {
        most = Math.max(most, asked - done);
        done += step.slices.length;
        return projectSlices(step);
      },
    };
    await projectVolume(work, many(), { plane: 'AXIAL' });
    expect(asked).toBe(40);
    expect(most).toBe(16);
  });
});

describe('a series that forms no volume is refused', () => {
  async function* slices(...indices: number[]): AsyncGenerator<VolumeSlice> {
    for (const slice of indices) yield { bytes: sliceFile('post', slice) };
  }
  const changed = async function* (change: NonNullable<StackOptions['change']>): AsyncGenerator<VolumeSlice> {
    for (let slice = 0; slice < 4; slice++) yield { bytes: sliceFile('post', slice, { change }) };
  };
  const refused = (series: AsyncIterable<VolumeSlice>, plane: ProjectionPlane = 'AXIAL') =>
    codeOf(project(series, { plane }));

  it.each([
    ['with a slice missing', () => slices(0, 1, 3, 4)],
    ['with two slices at one place', () => slices(0, 1, 1, 2)],
    ['out of order', () => slices(3, 2, 1, 0)],
    [
      'of two orientations',
      () => changed((i) => (i === 2 ? { ImageOrientationPatient: [0, 1, 0, 1, 0, 0] } : {})),
    ],
    ['of two spacings', () => changed((i) => (i === 2 ? { PixelSpacing: [1, 1.1] } : {}))],
    ['of two frames of reference', () => changed((i) => (i === 2 ? { FrameOfReferenceUID: '2.25.9' } : {}))],
    ['that is sheared', () => changed((i) => ({ ImagePositionPatient: [-24 + i, -20, 3 * i] }))],
    ['without positions', () => changed(() => ({ ImagePositionPatient: null }))],
    [
      'that lies obliquely',
      () =>
        changed((i) => ({
          ImageOrientationPatient: [1, 0, 0, 0, Math.SQRT1_2, Math.SQRT1_2],
          ImagePositionPatient: [0, -3 * i * Math.SQRT1_2, 3 * i * Math.SQRT1_2],
        })),
    ],
  ] as const)('%s', async (_what, series) => {
    expect(await refused(series())).toBe('VOLUME_GEOMETRY_INVALID');
  });

  it('of one slice, seen from the side', async () => {
    expect(await refused(slices(0), 'CORONAL')).toBe('VOLUME_GEOMETRY_INVALID');
    expect(await refused(slices(0), 'AXIAL')).toBe('no error');
  });
});
