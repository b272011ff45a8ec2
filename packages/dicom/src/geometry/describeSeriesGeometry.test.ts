import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { describeSeriesGeometry } from './describeSeriesGeometry.js';
import { groupPhases } from './groupPhases.js';
import { isProne, sideOfLastColumn, sidesOf } from './sides.js';
import { type SliceGeometry, sliceGeometry } from './sliceGeometry.js';

const timeless = {
  temporalPosition: undefined,
  acquisitionSeconds: undefined,
  triggerTimeMs: undefined,
  contentSeconds: undefined,
};
const axial = (z: number, more: Partial<SliceGeometry> = {}): SliceGeometry => ({
  position: [-150, -100, z],
  orientation: { row: [1, 0, 0], column: [0, 1, 0] },
  pixelSpacing: { rowMm: 1.5, columnMm: 1 },
  sliceThicknessMm: 2,
  rows: 200,
  columns: 300,
  laterality: undefined,
  patientPosition: 'HFP',
  time: timeless,
  ...more,
});
const at = (time: Partial<SliceGeometry['time']>) => ({ time: { ...timeless, ...time } });
const findingsOf = (slices: SliceGeometry[]) => describeSeriesGeometry(slices).findings;

describe('the geometry of a series', () => {
  it('orders slices by their place and tells spacing and extent', () => {
    const series = describeSeriesGeometry([axial(4), axial(0), axial(6), axial(2)]);
    expect(series).toMatchObject({
      order: [1, 3, 0, 2],
      positionsMm: [4, 0, 6, 2],
      orientation: 'AXIAL',
      sliceSpacingMm: 2,
      pixelSpacing: { rowMm: 1.5, columnMm: 1 },
      extentMm: { row: 300, column: 300, normal: 8 },
      sides: 'BOTH',
      findings: [],
    });
  });

  it('finds missing slices and where they would lie', () => {
    expect(findingsOf([axial(0), axial(2), axial(8), axial(10), axial(12)])).toEqual([
      { code: 'SLICE_MISSING', sliceIndices: [1, 2], positionsMm: [4, 6] },
    ]);
  });

  it('finds slices at one place, and those between the others', () => {
    expect(findingsOf([axial(0), axial(2), axial(2), axial(4), axial(6), axial(8.9), axial(10.9)])).toEqual([
      { code: 'SLICE_DUPLICATE', sliceIndices: [1, 2], positionsMm: [2, 2] },
      { code: 'SPACING_IRREGULAR', sliceIndices: [4, 5], positionsMm: [6, 8.9] },
    ]);
  });

  it('finds slices of other directions, sizes, spacings and of no place, and measures the others', () => {
    const sagittal = { orientation: { row: [0, 1, 0], column: [0, 0, -1] } } as const;
    const series = describeSeriesGeometry([
      axial(3, sagittal),
      axial(0),
      axial(2),
      axial(4, { rows: 100 }),
      axial(6, { pixelSpacing: { rowMm: 1, columnMm: 1 } }),
      axial(8),
      axial(0, { position: undefined }),
    ]);
    expect(series.findings.map(({ code, sliceIndices }) => [code, sliceIndices])).toEqual([
      ['POSITION_ABSENT', [6]],
      ['ORIENTATION_MIXED', [0]],
      ['SIZE_MIXED', [3]],
      ['PIXEL_SPACING_MIXED', [4]],
    ]);
    expect(series.sliceSpacingMm).toBe(2);
    expect(series.order.at(-1)).toBe(6);
  });

  it('does not take the phases of one series for duplicates, and finds one within a phase', () => {
    const phase = (n: number) => [0, 2, 4, 6].map((z) => axial(z, at({ temporalPosition: n })));
    expect(findingsOf([...phase(1), ...phase(2)])).toEqual([]);
    expect(findingsOf([...phase(1), ...phase(2), axial(2, at({ temporalPosition: 2 }))])).toEqual([
      { code: 'SLICE_DUPLICATE', sliceIndices: [5, 8], positionsMm: [2, 2] },
    ]);
  });

  it('says nothing of slices without places, and of none', () => {
    expect(describeSeriesGeometry([])).toMatchObject({ order: [], findings: [], orientation: undefined });
    expect(describeSeriesGeometry([axial(0, { orientation: undefined })])).toMatchObject({
      orientation: undefined,
      sliceSpacingMm: undefined,
      extentMm: undefined,
    });
  });

  it('names oblique slices so', () => {
    const root = Math.SQRT1_2;
    const orientation = { row: [1, 0, 0], column: [0, root, root] } as const;
    expect(describeSeriesGeometry([axial(0, { orientation })]).orientation).toBe('OBLIQUE');
  });
});

describe('the phases of a dynamic study', () => {
  const phases = (times: Partial<SliceGeometry['time']>[][], series = (_phase: number) => 'one') =>
    groupPhases(
      times.flatMap((phase, n) =>
        phase.map((time, i) => ({ geometry: axial(2 * i, at(time)), series: series(n) })),
      ),
    ).map(({ members, offsetSeconds }) => [members, offsetSeconds]);

  it('are told by temporal position before all else', () => {
    const time = (temporalPosition: number, acquisitionSeconds: number) => ({
      temporalPosition,
      acquisitionSeconds,
    });
    expect(
      phases([
        [time(2, 160), time(2, 161)],
        [time(1, 100), time(1, 101)],
      ]),
    ).toEqual([
      [[2, 3], 0],
      [[0, 1], 60],
    ]);
  });

  it('are told by acquisition time, trigger time and content time where these part them', () => {
    for (const key of ['acquisitionSeconds', 'contentSeconds'] as const) {
      expect(
        phases([
          [{ [key]: 190 }, { [key]: 190 }],
          [{ [key]: 100 }, { [key]: 100 }],
        ]),
      ).toEqual([
        [[2, 3], 0],
        [[0, 1], 90],
      ]);
    }
    expect(
      phases([
        [{ triggerTimeMs: 0 }, { triggerTimeMs: 0 }],
        [{ triggerTimeMs: 90_000 }, { triggerTimeMs: 90_000 }],
      ]),
    ).toEqual([
      [[0, 1], 0],
      [[2, 3], 90],
    ]);
  });

  it('are told by series where each slice has a time of its own', () => {
    const stamped = [
      [{ acquisitionSeconds: 100 }, { acquisitionSeconds: 101 }],
      [{ acquisitionSeconds: 200 }, { acquisitionSeconds: 201 }],
    ];
    expect(phases(stamped, (n) => `series ${n}`)).toEqual([
      [[0, 1], 0],
      [[2, 3], 100],
    ]);
  });

  it('are one where no place recurs', () => {
    expect(phases([[{ acquisitionSeconds: 1 }, { acquisitionSeconds: 2 }]])).toEqual([[[0, 1], undefined]]);
  });
});

describe('the sides that slices show', () => {
  it('are those the headers name', () => {
    expect(sidesOf([axial(0, { laterality: 'RIGHT' })])).toBe('RIGHT');
    expect(sidesOf([axial(0, { laterality: 'RIGHT' }), axial(2, { laterality: 'LEFT' })])).toBe('BOTH');
  });

  it('are told by patient coordinates, prone as supine', () => {
    for (const patientPosition of ['HFP', 'HFS']) {
      expect(sidesOf([axial(0, { position: [10, 0, 0], patientPosition })])).toBe('LEFT');
      expect(sidesOf([axial(0, { position: [-310, 0, 0], patientPosition })])).toBe('RIGHT');
      expect(sidesOf([axial(0, { patientPosition })])).toBe('BOTH');
    }
    const sagittal = { orientation: { row: [0, 1, 0], column: [0, 0, -1] } } as const;
    expect(sidesOf([axial(0, { ...sagittal, position: [-60, 0, 0] })])).toBe('RIGHT');
    expect(sidesOf([axial(0, { position: undefined })])).toBeUndefined();
  });

  it('of a prone patient who was not turned over for display are mirrored in the picture', () => {
    const turned = axial(0, { orientation: { row: [-1, 0, 0], column: [0, -1, 0] } });
    expect(sideOfLastColumn(axial(0))).toBe('LEFT');
    expect(sideOfLastColumn(turned)).toBe('RIGHT');
    expect([isProne(turned), isProne(axial(0, { patientPosition: 'FFS' }))]).toEqual([true, false]);
    expect(isProne(axial(0, { patientPosition: undefined }))).toBeUndefined();
  });
});

const duke = fileURLToPath(new URL('../../../../../shared/data/duke-breast-mri-153/', import.meta.url));
if (!existsSync(duke)) console.warn(`skipped: ${duke} is absent, so no real series is described`);

describe.skipIf(!existsSync(duke))('a real dynamic exam', () => {
  const read = (series: string) =>
    readdirSync(`${duke}${series}`).map((name) =>
      sliceGeometry(readDataset(readFileSync(`${duke}${series}/${name}`))),
    );

  it('is two whole phases of 160 slices', { timeout: 60_000 }, () => {
    const [pre, post] = [read('pre'), read('post1')];
    for (const slices of [pre, post]) {
      const series = describeSeriesGeometry(slices);
      expect(series).toMatchObject({ orientation: 'AXIAL', sides: 'BOTH', findings: [] });
      expect(series.sliceSpacingMm).toBeGreaterThan(0.5);
    }
    const phases = groupPhases([
      ...post.map((geometry) => ({ geometry, series: 'post1' })),
      ...pre.map((geometry) => ({ geometry, series: 'pre' })),
    ]);
    expect(phases.map(({ members }) => members.length)).toEqual([160, 160]);
    expect(phases[0]!.members.every((index) => index >= 160)).toBe(true);
  });
});
