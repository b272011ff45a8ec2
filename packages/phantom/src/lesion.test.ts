import { describe, expect, it } from 'vitest';
import { createAnatomy } from './anatomy.js';
import { breastDistance } from './body.js';
import { createLesion, type Lesion, type LesionClass } from './lesion.js';
import { createLesionShape } from './lesionShape.js';
import { createPhantom } from './phantom.js';

const seeds = Array.from({ length: 400 }, (_, i) => i + 1);
const benign = seeds.map((seed) => draw(seed, 'BENIGN'));
const malignant = seeds.map((seed) => draw(seed, 'MALIGNANT'));

describe('createLesion', () => {
  it('allows an area under the curve near 0.98 and never a perfect one', () => {
    const area = areaUnderCurve((lesion) => lesion.suspicion);
    expect(area).toBeGreaterThan(0.955);
    expect(area).toBeLessThan(0.995);
  });

  it.each<[string, (lesion: Lesion) => number]>([
    ['margin irregularity', (lesion) => lesion.irregularity],
    ['spicules', (lesion) => lesion.spicules.length],
    ['rim', (lesion) => lesion.rim],
    ['heterogeneity', (lesion) => lesion.heterogeneity],
    ['initial enhancement', (lesion) => lesion.initialEnhancement],
    ['washout', (lesion) => -lesion.delayedEnhancement],
  ])('makes %s differ in the mean and overlap between the classes', (_name, feature) => {
    const area = areaUnderCurve(feature);
    expect(area).toBeGreaterThan(0.6);
    expect(area).toBeLessThan(0.98);
    expect(Math.max(...benign.map(feature))).toBeGreaterThan(Math.min(...malignant.map(feature)));
  });

  it('draws a rougher surface for a higher irregularity', () => {
    const rough = (lesions: Lesion[]) =>
      mean(lesions.slice(0, 60).map((lesion, i) => roughness(seeds[i]!, lesion)));
    expect(rough(malignant)).toBeGreaterThan(1.5 * rough(benign));
  });

  it('puts the lesion on the same place whatever its class, well inside the breast', () => {
    seeds.forEach((seed, i) => {
      const { centre, side } = malignant[i]!;
      expect(benign[i]!.centre).toEqual(centre);
      const breast = createAnatomy(seed).breasts.find((it) => it.side === side)!;
      expect(breastDistance(breast, centre.x, centre.y, centre.z)).toBeLessThan(-10);
    });
  });
});

describe('the truth of a phantom', () => {
  it('has no lesion when none was asked for', () => {
    expect(createPhantom({ seed: 1, lesion: null }).truth.lesion).toBeNull();
  });

  it('shows a typical benign lesion as persistent and a typical malignant one as washing out', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const persistent = createPhantom({ seed, lesion: 'BENIGN', suspicion: 0.1 }).truth.lesion!.enhancement;
      expect(persistent.delayedPhase).toBe('PERSISTENT');
      expect(persistent.curve[4]!.relativeEnhancement).toBeGreaterThan(
        persistent.curve[1]!.relativeEnhancement,
      );
      const washout = createPhantom({ seed, lesion: 'MALIGNANT', suspicion: 1 }).truth.lesion!.enhancement;
      expect(washout.curve[4]!.relativeEnhancement).toBeLessThan(washout.curve[1]!.relativeEnhancement);
      expect(washout.curve[0]).toMatchObject({ phase: 'pre', relativeEnhancement: 0 });
    }
  });

  it('holds the lesion inside the image and its centre inside the box', () => {
    for (const seed of seeds.slice(0, 40)) {
      const { geometry, lesion } = createPhantom({ seed, lesion: 'MALIGNANT' }).truth;
      const { box, centre, slices, side } = lesion!;
      expect(box.rowFrom).toBeGreaterThanOrEqual(0);
      expect(box.columnFrom).toBeGreaterThanOrEqual(0);
      expect(box.rowTo).toBeLessThan(geometry.rows);
      expect(box.columnTo).toBeLessThan(geometry.columns);
      expect(centre.row).toBeGreaterThan(box.rowFrom);
      expect(centre.column).toBeLessThan(box.columnTo);
      expect(centre.slice).toBeGreaterThan(slices!.from - 1);
      expect(centre.slice).toBeLessThan(slices!.to + 1);
      // Radiological convention: the patient's left is on the right of the image.
      expect(centre.column * geometry.pixelSpacingMm + geometry.originMm.x > 0).toBe(side === 'LEFT');
    }
  });
});

function draw(seed: number, lesionClass: LesionClass): Lesion {
  return createLesion(seed, createAnatomy(seed), lesionClass);
}

/** Probability that a malignant lesion has more of the feature than a benign one; ties count half. */
function areaUnderCurve(feature: (lesion: Lesion) => number): number {
  const low = benign.map(feature);
  const high = malignant.map(feature);
  const wins = high.flatMap((a) => low.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
  return mean(wins);
}

/** Relative deviation of the surface's radius from its neighbours' along a circle in the axial plane. */
function roughness(seed: number, lesion: Lesion): number {
  const shape = createLesionShape(seed, lesion);
  const count = 48;
  const radii = Array.from({ length: count }, (_, i) => {
    const turn = (2 * Math.PI * i) / count;
    return shape.surfaceRadius(Math.cos(turn), Math.sin(turn), 0);
  });
  return (
    mean(radii.map((r, i) => Math.abs(r - (radii[(i + 1) % count]! + radii.at(i - 1)!) / 2))) / mean(radii)
  );
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
