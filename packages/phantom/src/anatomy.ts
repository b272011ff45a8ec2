import type { Point } from './geometry.js';
import { createRandom, type Random } from './random.js';

/** The patient's side a breast or lesion lies on. */
export type Side = 'LEFT' | 'RIGHT';

/** Breast composition as in the BI-RADS lexicon: A almost entirely fat to D extreme fibroglandular tissue. */
export type BreastDensity = 'A' | 'B' | 'C' | 'D';

/** One breast, a superellipsoid about `centre` whose anterior half hangs from the chest. Lengths in mm. */
export interface Breast {
  side: Side;
  centre: Point;
  halfWidthMm: number;
  depthMm: number;
  halfHeightMm: number;
  exponent: number;
  /** Sideways drift of the breast's axis from base to tip, mm, positive to the left of the patient. */
  tiltMm: number;
  nipple: Point;
  nippleRadiusMm: number;
}

/** The patient's body: everything that does not depend on scanner or lesion. Lengths in mm. */
export interface Anatomy {
  breasts: readonly [Breast, Breast];
  density: BreastDensity;
  /** Continuous amount of fibroglandular tissue, 0 (A) to 1 (D). */
  glandAmount: number;
  /** Background parenchymal enhancement of the first post-contrast phase, relative (0.05 minimal, 0.7 marked). */
  backgroundEnhancement: number;
  torso: { halfWidthMm: number; halfDepthMm: number; exponent: number };
  cage: { halfWidthMm: number; halfDepthMm: number; depthMm: number };
  skinMm: number;
  pectoralMm: number;
  heart: { centre: Point; radii: Point };
  liver: { centre: Point; radii: Point };
  aorta: { x: number; y: number; radiusMm: number };
  ageYears: number;
}

/** Draws a body from the seed. */
export function createAnatomy(seed: number): Anatomy {
  const random = createRandom(seed, 'anatomy');
  const glandAmount = random.uniform(0, 1);
  const depthMm = random.uniform(68, 132);
  const cageDepthMm = random.uniform(24, 38);
  const size = {
    depthMm,
    halfWidthMm: random.uniform(50, 64) + (depthMm - 90) * 0.12,
    halfHeightMm: random.uniform(68, 98),
    axisMm: random.uniform(76, 92),
    exponent: random.uniform(1.95, 2.7),
  };
  return {
    breasts: [breast('RIGHT', size, random), breast('LEFT', size, random)],
    density: glandAmount < 0.18 ? 'A' : glandAmount < 0.52 ? 'B' : glandAmount < 0.84 ? 'C' : 'D',
    glandAmount,
    backgroundEnhancement: 0.06 + 0.55 * random.next() * random.next() + 0.1 * random.next(),
    torso: {
      halfWidthMm: random.uniform(168, 205),
      halfDepthMm: random.uniform(125, 145),
      exponent: random.uniform(2.3, 2.9),
    },
    cage: {
      halfWidthMm: random.uniform(124, 144),
      halfDepthMm: random.uniform(100, 118),
      depthMm: cageDepthMm,
    },
    skinMm: random.uniform(1.4, 2.4),
    pectoralMm: random.uniform(7, 15),
    heart: {
      centre: {
        x: random.uniform(12, 30),
        y: cageDepthMm + random.uniform(46, 58),
        z: random.uniform(-30, -5),
      },
      radii: { x: random.uniform(50, 62), y: random.uniform(34, 44), z: random.uniform(48, 60) },
    },
    liver: {
      centre: {
        x: random.uniform(-70, -45),
        y: cageDepthMm + random.uniform(75, 95),
        z: random.uniform(-130, -100),
      },
      radii: { x: random.uniform(75, 95), y: random.uniform(70, 85), z: random.uniform(80, 105) },
    },
    aorta: {
      x: random.uniform(2, 24),
      y: cageDepthMm + random.uniform(100, 122),
      radiusMm: random.uniform(9, 13),
    },
    ageYears: random.integer(28, 78),
  };
}

interface BreastSize {
  depthMm: number;
  halfWidthMm: number;
  halfHeightMm: number;
  axisMm: number;
  exponent: number;
}

/** The two breasts share a size; each varies a little about it. */
function breast(side: Side, size: BreastSize, random: Random): Breast {
  const sign = side === 'LEFT' ? 1 : -1;
  const depthMm = size.depthMm * random.uniform(0.92, 1.06);
  const centre = {
    x: sign * size.axisMm * random.uniform(0.97, 1.03),
    y: 6,
    z: random.uniform(-6, 6),
  };
  const tiltMm = sign * random.uniform(-10, 12);
  const nippleRadiusMm = random.uniform(4, 6.5);
  return {
    side,
    centre,
    halfWidthMm: size.halfWidthMm * random.uniform(0.95, 1.05),
    depthMm,
    halfHeightMm: size.halfHeightMm * random.uniform(0.95, 1.05),
    exponent: size.exponent,
    tiltMm,
    nipple: { x: centre.x + tiltMm, y: centre.y - depthMm, z: centre.z },
    nippleRadiusMm,
  };
}
