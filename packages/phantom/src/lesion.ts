import type { Anatomy, Side } from './anatomy.js';
import { breastDistance } from './body.js';
import { clamp, type Point, smoothstep } from './geometry.js';
import { createRandom, type Random } from './random.js';

/** What the lesion is; the label a classifier is asked for. */
export type LesionClass = 'BENIGN' | 'MALIGNANT';

/** One spicule: a tapering strand that leaves the lesion along a unit direction. Lengths in mm. */
export interface Spicule {
  direction: Point;
  lengthMm: number;
  radiusMm: number;
}

/** A mass with everything its appearance depends on. Dimensionless amounts run from 0 (none) to about 1 (strong). */
export interface Lesion {
  class: LesionClass;
  side: Side;
  centre: Point;
  /** Semi-axes of the body before its surface is deformed. */
  semiAxesMm: Point;
  /** Rows of the rotation from patient axes to the lesion's own. */
  rotation: readonly [Point, Point, Point];
  /** How suspicious the lesion looks, 0 to 1: the one hidden cause of all features below. */
  suspicion: number;
  lobulation: number;
  irregularity: number;
  spicules: readonly Spicule[];
  /** Width of the blurred border. */
  borderMm: number;
  rim: number;
  heterogeneity: number;
  /** Dark non-enhancing internal septations. */
  septation: number;
  preSignal: number;
  /** Relative enhancement at post1 and its relative change until post4; see `enhancementAt`. */
  initialEnhancement: number;
  delayedEnhancement: number;
}

/**
 * Suspicion of the two classes. They overlap on purpose: every visible difference flows from this one number, so no
 * reader, human or machine, can exceed the area under the curve it allows, about 0.985 (d' = 3.2).
 */
const suspicionOf: Readonly<Record<LesionClass, { mean: number; deviation: number }>> = {
  BENIGN: { mean: 0.21, deviation: 0.16 },
  MALIGNANT: { mean: 0.76, deviation: 0.18 },
};

/**
 * Draws a lesion of the class. `suspicion` fixes how it looks instead of drawing it: the class means are 0.21 and
 * 0.76. Place and size come from streams that do not know the class, apart from a mild growth with suspicion.
 */
export function createLesion(
  seed: number,
  anatomy: Anatomy,
  lesionClass: LesionClass,
  suspicion?: number,
): Lesion {
  const random = createRandom(seed, 'lesion');
  const { mean, deviation } = suspicionOf[lesionClass];
  const drawn = random.normal(mean, deviation, 3);
  const u = clamp(suspicion ?? drawn, 0, 1);
  const radius = clamp(random.normal(9.2 + 3.8 * u, 2.4), 4.5, 18);
  const oval = random.uniform(0.62, 1);
  const semiAxesMm = {
    x: radius / Math.sqrt(oval),
    y: radius * Math.sqrt(oval) * random.uniform(0.9, 1.1),
    z: radius * random.uniform(0.8, 1.1),
  };
  return {
    class: lesionClass,
    ...place(seed, anatomy),
    semiAxesMm,
    rotation: rotation(random),
    suspicion: u,
    lobulation: random.chance(0.4) ? random.uniform(0.2, 0.5) : random.uniform(0, 0.15),
    irregularity: clamp(random.normal(-0.1 + 0.8 * u, 0.11), 0, 1),
    spicules: spicules(random, u, radius),
    borderMm: clamp(random.normal(0.7 + 0.8 * u, 0.3), 0.4, 2.2),
    rim: random.chance(0.02 + 0.68 * smoothstep(0.2, 0.9, u)) ? random.uniform(0.35, 0.85) : 0,
    heterogeneity: clamp(random.normal(0.58 * u, 0.1), 0, 0.8),
    septation: random.chance(0.4 * (1 - u)) ? random.uniform(0.3, 0.7) : 0,
    preSignal: random.uniform(0.3, 0.4),
    initialEnhancement: clamp(random.normal(0.66 + 0.74 * u, 0.19), 0.35, 1.9),
    delayedEnhancement: clamp(random.normal(0.48 - 0.82 * u, 0.12), -0.5, 0.7),
  };
}

/** A place well inside a breast, in front of the chest wall. Knows neither class nor size. */
function place(seed: number, anatomy: Anatomy): { side: Side; centre: Point } {
  const random = createRandom(seed, 'place');
  const breast = random.pick(anatomy.breasts);
  for (let attempt = 0; ; attempt++) {
    const forward = random.uniform(0.28, 0.8) * breast.depthMm;
    const centre = {
      x:
        breast.centre.x +
        (breast.tiltMm * forward) / breast.depthMm +
        random.uniform(-0.7, 0.7) * breast.halfWidthMm,
      y: breast.centre.y - forward,
      z: breast.centre.z + random.uniform(-0.55, 0.55) * breast.halfHeightMm,
    };
    const roomMm = -breastDistance(breast, centre.x, centre.y, centre.z);
    if (roomMm > 15 || attempt >= 50) return { side: breast.side, centre };
  }
}

function spicules(random: Random, suspicion: number, radius: number): Spicule[] {
  if (!random.chance(clamp(1.6 * suspicion - 0.5, 0.02, 0.9))) return [];
  const count = random.integer(7, 20);
  return Array.from({ length: count }, () => {
    const turn = random.uniform(0, 2 * Math.PI);
    const lift = random.uniform(-0.75, 0.75);
    const flat = Math.sqrt(1 - lift * lift);
    return {
      direction: { x: flat * Math.cos(turn), y: flat * Math.sin(turn), z: lift },
      lengthMm: radius * random.uniform(1.3, 2.2),
      radiusMm: random.uniform(0.5, 1.1),
    };
  });
}

/** A random rotation, from a uniformly drawn unit quaternion (Shoemake, Graphics Gems III). */
function rotation(random: Random): readonly [Point, Point, Point] {
  const a = random.next();
  const b = 2 * Math.PI * random.next();
  const c = 2 * Math.PI * random.next();
  const x = Math.sqrt(1 - a) * Math.sin(b);
  const y = Math.sqrt(1 - a) * Math.cos(b);
  const z = Math.sqrt(a) * Math.sin(c);
  const w = Math.sqrt(a) * Math.cos(c);
  return [
    { x: 1 - 2 * (y * y + z * z), y: 2 * (x * y - z * w), z: 2 * (x * z + y * w) },
    { x: 2 * (x * y + z * w), y: 1 - 2 * (x * x + z * z), z: 2 * (y * z - x * w) },
    { x: 2 * (x * z - y * w), y: 2 * (y * z + x * w), z: 1 - 2 * (x * x + y * y) },
  ];
}
