import type { Anatomy, BreastDensity, Side } from './anatomy.js';
import type { Lesion, LesionClass } from './lesion.js';
import type { LesionShape } from './lesionShape.js';
import type { PhantomGeometry } from './phantom.js';
import { enhancementAt, type Phase, phaseSeconds, phases } from './phase.js';

/** What is known about a phantom because it was made: plain data, written beside the images as JSON. */
export interface PhantomTruth {
  schemaVersion: 1;
  synthetic: true;
  seed: number;
  density: BreastDensity;
  /** Enhancement of normal glandular tissue at post1, relative. */
  backgroundEnhancement: number;
  geometry: PhantomGeometry;
  lesion: LesionTruth | null;
}

/** The lesion in pixels and slices of the images (counted from 0, both ends included) and in mm. */
export interface LesionTruth {
  class: LesionClass;
  side: Side;
  /** Centre; fractions of a pixel are kept. */
  centre: { row: number; column: number; slice: number };
  box: { rowFrom: number; rowTo: number; columnFrom: number; columnTo: number };
  /** Slices in which the body of the lesion is visible, clipped to the stack. Null when none is. */
  slices: { from: number; to: number } | null;
  /** Extent along the patient's axes, spicules not counted. */
  diametersMm: { x: number; y: number; z: number };
  suspicion: number;
  shape: { lobulation: number; irregularity: number; spiculeCount: number; borderMm: number };
  enhancement: {
    pattern: 'HOMOGENEOUS' | 'HETEROGENEOUS' | 'RIM';
    delayedPhase: 'PERSISTENT' | 'PLATEAU' | 'WASHOUT';
    /** Signal over pre-contrast signal, minus 1, phase by phase. */
    curve: { phase: Phase; seconds: number; relativeEnhancement: number }[];
  };
}

/** Describes a phantom. The extent of the lesion is measured on its deformed surface, not on the drawn axes. */
export function describeTruth(
  seed: number,
  anatomy: Anatomy,
  geometry: PhantomGeometry,
  lesion: Lesion | null,
  shape: LesionShape | null,
): PhantomTruth {
  return {
    schemaVersion: 1,
    synthetic: true,
    seed,
    density: anatomy.density,
    backgroundEnhancement: anatomy.backgroundEnhancement,
    geometry,
    lesion: lesion && shape ? describeLesion(geometry, lesion, shape) : null,
  };
}

function describeLesion(geometry: PhantomGeometry, lesion: Lesion, shape: LesionShape): LesionTruth {
  const { originMm, pixelSpacingMm, sliceThicknessMm } = geometry;
  const { low, high } = extent(shape);
  const column = (x: number) => (lesion.centre.x + x - originMm.x) / pixelSpacingMm;
  const row = (y: number) => (lesion.centre.y + y - originMm.y) / pixelSpacingMm;
  const slice = (z: number) => (lesion.centre.z + z - originMm.z) / sliceThicknessMm;
  const from = Math.max(0, Math.ceil(slice(low.z)));
  const to = Math.min(geometry.slices - 1, Math.floor(slice(high.z)));
  const { rim, heterogeneity, initialEnhancement, delayedEnhancement } = lesion;
  return {
    class: lesion.class,
    side: lesion.side,
    centre: { row: row(0), column: column(0), slice: slice(0) },
    box: {
      rowFrom: Math.floor(row(low.y)),
      rowTo: Math.ceil(row(high.y)),
      columnFrom: Math.floor(column(low.x)),
      columnTo: Math.ceil(column(high.x)),
    },
    slices: from <= to ? { from, to } : null,
    diametersMm: { x: high.x - low.x, y: high.y - low.y, z: high.z - low.z },
    suspicion: lesion.suspicion,
    shape: {
      lobulation: lesion.lobulation,
      irregularity: lesion.irregularity,
      spiculeCount: lesion.spicules.length,
      borderMm: lesion.borderMm,
    },
    enhancement: {
      pattern: rim > 0 ? 'RIM' : heterogeneity > 0.25 ? 'HETEROGENEOUS' : 'HOMOGENEOUS',
      delayedPhase:
        delayedEnhancement > 0.1 ? 'PERSISTENT' : delayedEnhancement < -0.1 ? 'WASHOUT' : 'PLATEAU',
      curve: phases.map((phase) => ({
        phase,
        seconds: phaseSeconds[phase],
        relativeEnhancement: enhancementAt(phase, initialEnhancement, delayedEnhancement),
      })),
    },
  };
}

/** Smallest axis-aligned box round the lesion's body relative to its centre, from points spread over its surface. */
function extent(shape: LesionShape) {
  const low = { x: 0, y: 0, z: 0 };
  const high = { x: 0, y: 0, z: 0 };
  const count = 3000;
  for (let i = 0; i < count; i++) {
    // Fibonacci lattice: even directions without a random draw.
    const z = 1 - (2 * i + 1) / count;
    const flat = Math.sqrt(1 - z * z);
    const turn = i * Math.PI * (3 - Math.sqrt(5));
    const direction = { x: flat * Math.cos(turn), y: flat * Math.sin(turn), z };
    const radius = shape.surfaceRadius(direction.x, direction.y, direction.z);
    for (const axis of ['x', 'y', 'z'] as const) {
      low[axis] = Math.min(low[axis], radius * direction[axis]);
      high[axis] = Math.max(high[axis], radius * direction[axis]);
    }
  }
  return { low, high };
}
