import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { element, joined } from '../dataset/testing/elementBytes.js';
import { readFrame } from '../pixels/readFrame.js';
import { modalityValues } from './modalityValues.js';
import { type RenderFrameOptions, renderFrame } from './renderFrame.js';
import { windowLevels } from './storedLevels.js';
import { storedLevelsOf } from './storedLevelsOf.js';
import { frameWindows } from './voiTransforms.js';
import { applyWindow, percentileWindow } from './window.js';

interface Grey {
  samples: Uint16Array | Int16Array;
  photometric?: string;
  frames?: number;
  before?: Uint8Array[];
  after?: Uint8Array[];
}

/** A grey object of one row; `before` and `after` are elements below and above the Image Pixel module. */
function grey({ samples, photometric = 'MONOCHROME2', frames = 1, before = [], after = [] }: Grey) {
  return readDataset(
    joined(
      element(0x00080060, 'CS', 'MR'),
      ...before,
      element(0x00280002, 'US', 1),
      element(0x00280004, 'CS', photometric),
      element(0x00280008, 'IS', frames),
      element(0x00280010, 'US', 1),
      element(0x00280011, 'US', samples.length / frames),
      element(0x00280100, 'US', 16),
      element(0x00280101, 'US', 16),
      element(0x00280102, 'US', 15),
      element(0x00280103, 'US', samples instanceof Int16Array ? 1 : 0),
      ...after,
      element(0x7fe00010, 'OW', new Uint8Array(samples.buffer)),
    ),
  );
}
async function shown(object: Grey, options?: RenderFrameOptions) {
  const dataset = grey(object);
  const frame = await readFrame(dataset, options?.index);
  return [...renderFrame(dataset, frame, options).samples];
}
const window = (center: number, width: number, kind?: string, explanation?: string) => [
  element(0x00281050, 'DS', center),
  element(0x00281051, 'DS', width),
  ...(explanation ? [element(0x00281055, 'LO', explanation)] : []),
  ...(kind ? [element(0x00281056, 'CS', kind)] : []),
];
const lut = (first: number, bits: number, entries: number[]) =>
  joined(
    element(0x00283002, 'US', [entries.length, first, bits]),
    element(0x00283003, 'LO', 'NORMAL'),
    element(0x00283006, 'US', entries),
  );
const ramp = Uint16Array.of(0, 50, 100, 200, 300);
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work;
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};

describe('windows of the file', () => {
  // The values of pydicom 2.3.1's apply_voi_lut for centre 100 and width 200, rounded.
  it.each([
    ['LINEAR', [0, 64, 128, 255, 255]],
    ['LINEAR_EXACT', [0, 64, 128, 255, 255]],
    ['SIGMOID', [30, 69, 128, 225, 250]],
  ])('are applied with the function %s', async (kind, expected) => {
    expect(await shown({ samples: ramp, after: window(100, 200, kind) })).toEqual(expected);
  });

  it('are alternatives with explanations, and one that is not allowed keeps its place', async () => {
    const after = [
      element(0x00281050, 'DS', [100, 100, 50]),
      element(0x00281051, 'DS', [200, 0, 100]),
      element(0x00281055, 'LO', 'SOFT\\BROKEN\\HARD'),
    ];
    const windows = frameWindows(grey({ samples: ramp, after }));
    expect(windows.map((one) => one?.explanation)).toEqual(['SOFT', undefined, 'HARD']);
    expect(await shown({ samples: ramp, after }, { windowIndex: 2 })).toEqual([0, 129, 255, 255, 255]);
    for (const choice of [{ windowIndex: 1 }, { windowIndex: 3 }, { tableIndex: 0 }])
      expect(await codeOf(shown({ samples: ramp, after }, choice))).toBe('VALIDATION_FAILED');
  });

  it('turn around for MONOCHROME1 or presentation LUT shape INVERSE, and once where both say so', async () => {
    const inverse = [element(0x20500020, 'CS', 'INVERSE')];
    const after = window(150, 300, 'LINEAR_EXACT');
    const plain = await shown({ samples: ramp, after });
    const turned = plain.map((value) => 255 - value);
    expect(await shown({ samples: ramp, photometric: 'MONOCHROME1', after })).toEqual(turned);
    expect(await shown({ samples: ramp, after: [...after, ...inverse] })).toEqual(turned);
    expect(await shown({ samples: ramp, photometric: 'MONOCHROME1', after: [...after, ...inverse] })).toEqual(
      turned,
    );
    expect(await shown({ samples: ramp, after: [...after, ...inverse] }, { invert: true })).toEqual(plain);
  });
});

describe('tables of the file', () => {
  it('map stored values to modality units, the ends to all beyond', async () => {
    const after = [element(0x00283000, 'SQ', [lut(50, 16, [1000, 1001, 2000])])];
    const dataset = grey({ samples: Uint16Array.of(0, 50, 51, 52, 60_000), after });
    expect([...modalityValues(dataset, await readFrame(dataset))]).toEqual([1000, 1000, 1001, 2000, 2000]);
    expect(storedLevelsOf(dataset, await readFrame(dataset))).toBeUndefined();
  });

  it('have a signed first value where the samples are signed', async () => {
    const item = joined(element(0x00283002, 'SS', [3, -1, 16]), element(0x00283006, 'US', [10, 20, 30]));
    const dataset = grey({
      samples: Int16Array.of(-9, -1, 0, 1),
      after: [element(0x00283000, 'SQ', [item])],
    });
    expect([...modalityValues(dataset, await readFrame(dataset))]).toEqual([10, 10, 20, 30]);
  });

  it('of values of interest come before windows and scale by the bits they state', async () => {
    const after = [...window(100, 200), element(0x00283010, 'SQ', [lut(0, 10, [0, 512, 1023])])];
    expect(await shown({ samples: Uint16Array.of(0, 1, 2, 9), after })).toEqual([0, 128, 255, 255]);
    expect(await shown({ samples: Uint16Array.of(0, 1, 2, 9), after }, { windowIndex: 0 })).toEqual([
      0, 1, 3, 12,
    ]);
  });

  it('are refused when they are shorter than stated', async () => {
    const short = joined(element(0x00283002, 'US', [0, 0, 16]), element(0x00283006, 'US', [1, 2, 3]));
    expect(await codeOf(shown({ samples: ramp, after: [element(0x00283010, 'SQ', [short])] }))).toBe(
      'DICOM_INVALID',
    );
    const empty = joined(element(0x00283002, 'US', 5), element(0x00283006, 'US', [1, 2, 3]));
    expect(await codeOf(shown({ samples: ramp, after: [element(0x00283000, 'SQ', [empty])] }))).toBe(
      'DICOM_INVALID',
    );
  });
});

describe('pixel padding', () => {
  const samples = Int16Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? -2000 : (i * 7) % 900));
  const padding = [element(0x00280120, 'SS', -2000)];

  it('counts in no percentile and is black, turned around or not, by either way of windowing', async () => {
    const measured = Float32Array.from(samples).filter((value) => value !== -2000);
    for (const photometric of ['MONOCHROME2', 'MONOCHROME1']) {
      const invert = photometric === 'MONOCHROME1';
      const dataset = grey({ samples, photometric, after: padding });
      const frame = await readFrame(dataset);
      const whole = renderFrame(dataset, frame).samples;
      const expected = applyWindow(measured, percentileWindow(measured, 1, 99.5), { invert });
      expect(whole.filter((_, i) => i % 4 !== 0)).toEqual(expected);
      expect(new Set(whole.filter((_, i) => i % 4 === 0))).toEqual(new Set([0]));
      expect(windowLevels(storedLevelsOf(dataset, frame)!, 1, 99.5, { invert })).toEqual(whole);
    }
  });

  it('is a range where the file gives its limit', async () => {
    const dataset = grey({
      samples: Int16Array.of(-2000, -1500, -1000, -999, 5),
      after: [...padding, element(0x00280121, 'SS', -1000)],
    });
    const values = modalityValues(dataset, await readFrame(dataset));
    expect([...values]).toEqual([Number.NaN, Number.NaN, Number.NaN, -999, 5]);
  });

  it('over the whole image gives a black one', async () => {
    const all = { samples: new Int16Array(4).fill(-2000), after: padding };
    expect(await shown(all)).toEqual([0, 0, 0, 0]);
    const dataset = grey(all);
    expect([...windowLevels(storedLevelsOf(dataset, await readFrame(dataset))!, 1, 99.5)]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('changes nothing where no sample has its value', async () => {
    const clean = samples.map(Math.abs);
    expect(await shown({ samples: clean, after: [element(0x00280120, 'SS', -1)] })).toEqual(
      await shown({ samples: clean }),
    );
  });
});

describe('frames of an enhanced object', () => {
  it('have each their own units and window', async () => {
    const item = (slope: number, center: number) =>
      joined(
        element(0x00289132, 'SQ', [joined(...window(center, 10, 'LINEAR_EXACT'))]),
        element(0x00289145, 'SQ', [joined(element(0x00281052, 'DS', 1), element(0x00281053, 'DS', slope))]),
      );
    const dataset = grey({
      samples: Uint16Array.of(1, 2, 1, 2),
      frames: 2,
      after: [element(0x52009230, 'SQ', [item(2, 5), item(10, 21)])],
    });
    const frame = await readFrame(dataset, 1);
    expect([...modalityValues(dataset, frame, 0)]).toEqual([3, 5]);
    expect([...modalityValues(dataset, frame, 1)]).toEqual([11, 21]);
    expect(storedLevelsOf(dataset, frame, 1)).toMatchObject({ slope: 10, intercept: 1 });
    expect([...renderFrame(dataset, frame, { index: 1 }).samples]).toEqual([0, 128]);
  });
});
