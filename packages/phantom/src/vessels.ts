import type { Anatomy, Breast } from './anatomy.js';
import type { Point } from './geometry.js';
import { createRandom, type Random } from './random.js';

/** A short straight piece of a vessel between two points, with a radius at each. Lengths in mm. */
export interface VesselPiece {
  from: Point;
  to: Point;
  fromRadiusMm: number;
  toRadiusMm: number;
}

/** Draws the vessels of both breasts and the internal mammary pairs beside the breastbone. */
export function createVessels(seed: number, anatomy: Anatomy): VesselPiece[] {
  const random = createRandom(seed, 'vessels');
  const abundance = random.uniform(0.5, 1.3);
  const pieces: VesselPiece[] = [];
  for (const breast of anatomy.breasts) {
    const trunks = Math.round(random.uniform(8, 18) * abundance);
    for (let i = 0; i < trunks; i++) pieces.push(...trunk(breast, random));
    const strays = Math.round(random.uniform(40, 110) * abundance);
    for (let i = 0; i < strays; i++) pieces.push(...stray(breast, random));
    pieces.push(...mammary(breast, anatomy, random));
  }
  return pieces;
}

/** A long vessel that runs from the chest wall or the rim of the breast towards the nipple, under the skin or deep. */
function trunk(breast: Breast, random: Random): VesselPiece[] {
  const turn = random.uniform(0, 2 * Math.PI);
  const shell = random.uniform(0.35, 0.92);
  const twist = random.uniform(-0.8, 0.8);
  const start = random.uniform(0.02, 0.35);
  const end = random.uniform(0.6, 0.95);
  return tube(14, random.uniform(0.7, 1.5), (t) => {
    const forward = start + (end - start) * t;
    return inside(breast, forward, turn + twist * t + 0.12 * Math.sin(9 * t + turn), shell);
  });
}

/** A short bright streak within the parenchyma. */
function stray(breast: Breast, random: Random): VesselPiece[] {
  const forward = random.uniform(0.1, 0.9);
  const turn = random.uniform(0, 2 * Math.PI);
  const shell = Math.sqrt(random.next()) * 0.88;
  const reach = random.uniform(0.04, 0.16);
  const drift = random.uniform(-0.25, 0.25);
  return tube(4, random.uniform(0.45, 1), (t) =>
    inside(breast, forward + reach * (t - 0.5), turn + drift * t, shell),
  );
}

/** The internal mammary vessels: head to foot, behind the costal cartilage. */
function mammary(breast: Breast, anatomy: Anatomy, random: Random): VesselPiece[] {
  const x = Math.sign(breast.centre.x) * random.uniform(20, 27);
  const y = anatomy.cage.depthMm + random.uniform(6, 9);
  const radius = random.uniform(1, 1.7);
  return tube(10, radius, (t) => ({ x: x + 2 * Math.sin(8 * t), y: y + Math.sin(5 * t), z: -110 + 220 * t }));
}

/** A point of the breast by share of its depth, direction about its axis, and share of the way to the skin. */
function inside(breast: Breast, forward: number, turn: number, shell: number): Point {
  const n = breast.exponent;
  const width = (1 - Math.min(0.97, Math.max(0, forward)) ** n) ** (1 / n) * shell;
  return {
    x: breast.centre.x + breast.tiltMm * forward + Math.cos(turn) * width * breast.halfWidthMm,
    y: breast.centre.y - forward * breast.depthMm * 0.97,
    z: breast.centre.z + Math.sin(turn) * width * breast.halfHeightMm,
  };
}

function tube(count: number, radiusMm: number, path: (t: number) => Point): VesselPiece[] {
  const points = Array.from({ length: count + 1 }, (_, i) => path(i / count));
  return points.slice(1).map((to, i) => ({
    from: points[i]!,
    to,
    fromRadiusMm: radiusMm * (1 - (0.5 * i) / count),
    toRadiusMm: radiusMm * (1 - (0.5 * (i + 1)) / count),
  }));
}
