import type { Anatomy } from './anatomy.js';
import type { Point } from './geometry.js';
import { createRandom, type Random } from './random.js';

/**
 * Something that is not the lesion but may be taken for one: a cyst (dark, sometimes with an enhancing wall), a lymph
 * node (bright, smooth, fatty hilum) or a focus of background enhancement under 5 mm.
 */
export interface Distractor {
  kind: 'CYST' | 'LYMPH_NODE' | 'FOCUS';
  centre: Point;
  radii: Point;
  preSignal: number;
  initialEnhancement: number;
  delayedEnhancement: number;
  /** Enhancement of the wall (cyst) or signal lack of the hilum (node), 0 to 1. */
  wall: number;
}

/** Draws the distractors. The stream does not know the lesion, so they carry no hint of its class. */
export function createDistractors(seed: number, anatomy: Anatomy): Distractor[] {
  const random = createRandom(seed, 'distractors');
  const found: Distractor[] = [];
  const foci = random.integer(0, 7);
  for (let i = 0; i < foci; i++) found.push(focus(somewhere(anatomy, random), random));
  const cysts = random.chance(0.35) ? random.integer(1, 4) : 0;
  for (let i = 0; i < cysts; i++) found.push(cyst(somewhere(anatomy, random), random));
  if (random.chance(0.25)) found.push(node(somewhere(anatomy, random), random));
  for (const { centre, halfWidthMm } of anatomy.breasts) {
    const nodes = random.integer(0, 3);
    for (let i = 0; i < nodes; i++) {
      const axilla = {
        x: centre.x + Math.sign(centre.x) * (halfWidthMm * 0.75 + random.uniform(0, 14)),
        y: anatomy.cage.depthMm + random.uniform(-4, 25),
        z: random.uniform(25, 90),
      };
      found.push(node(axilla, random));
    }
  }
  return found;
}

function somewhere(anatomy: Anatomy, random: Random): Point {
  const breast = random.pick(anatomy.breasts);
  const forward = random.uniform(0.15, 0.8);
  const turn = random.uniform(0, 2 * Math.PI);
  const out = Math.sqrt(random.next()) * 0.75 * Math.sqrt(1 - forward * forward);
  return {
    x: breast.centre.x + breast.tiltMm * forward + Math.cos(turn) * out * breast.halfWidthMm,
    y: breast.centre.y - forward * breast.depthMm,
    z: breast.centre.z + Math.sin(turn) * out * breast.halfHeightMm,
  };
}

function focus(centre: Point, random: Random): Distractor {
  const r = random.uniform(1.2, 2.4);
  return {
    kind: 'FOCUS',
    centre,
    radii: { x: r, y: r * random.uniform(0.8, 1.2), z: r },
    preSignal: 0.38,
    initialEnhancement: random.uniform(0.5, 1.5),
    delayedEnhancement: random.uniform(-0.1, 0.5),
    wall: 0,
  };
}

function cyst(centre: Point, random: Random): Distractor {
  const r = random.uniform(2.5, 9);
  return {
    kind: 'CYST',
    centre,
    radii: { x: r * random.uniform(0.9, 1.25), y: r, z: r },
    preSignal: random.chance(0.2) ? random.uniform(0.45, 0.8) : random.uniform(0.08, 0.18),
    initialEnhancement: 0,
    delayedEnhancement: 0,
    wall: random.chance(0.35) ? random.uniform(0.3, 0.8) : 0,
  };
}

function node(centre: Point, random: Random): Distractor {
  const r = random.uniform(2.5, 5);
  return {
    kind: 'LYMPH_NODE',
    centre,
    radii: { x: r * random.uniform(1, 1.5), y: r, z: r * random.uniform(1, 1.6) },
    preSignal: 0.36,
    initialEnhancement: random.uniform(0.9, 1.8),
    delayedEnhancement: random.uniform(-0.35, 0.05),
    wall: random.uniform(0.3, 0.9),
  };
}
