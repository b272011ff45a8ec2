import { type Anatomy, createAnatomy } from './anatomy.js';
import { createDistractors, type Distractor } from './distractors.js';
import { clamp } from './geometry.js';
import { createLesion, type Lesion, type LesionClass } from './lesion.js';
import { createLesionShape, type LesionShape } from './lesionShape.js';
import { createScanner, type Scanner } from './scanner.js';
import { describeTruth, type PhantomTruth } from './truth.js';
import { createVessels, type VesselPiece } from './vessels.js';

/** What a phantom is made from. Everything not given is drawn from the seed. */
export interface PhantomOptions {
  /** Any integer; the same options always give the same images. */
  seed: number;
  lesion: LesionClass | null;
  /** Rows and columns of the output images, 64 to 1024; 256 unless told. */
  size?: number;
  /** Number of slices; enough to cover the breasts unless told. */
  slices?: number;
  /** Middle of the stack: both breasts (the default) or the lesion, for short stacks. */
  centreOn?: 'BREASTS' | 'LESION';
  /** How suspicious the lesion looks, 0 to 1, instead of a draw from its class. */
  suspicion?: number;
}

/** Where the voxels lie in the patient system of the phantom; see `Point`. Lengths in mm. */
export interface PhantomGeometry {
  rows: number;
  columns: number;
  slices: number;
  pixelSpacingMm: number;
  sliceThicknessMm: number;
  /** Centre of the first pixel of the first slice; slices ascend towards the head. */
  originMm: { x: number; y: number; z: number };
}

/** Raised with every change that alters pixels or truth, so that no two different images share a UID. */
const generatorVersion = 'eventeye-phantom/3';

/** A synthetic patient under a synthetic scanner, ready to be rendered slice by slice. */
export interface Phantom {
  seed: number;
  /** Names the drawn content: equal for equal options, different otherwise. UIDs are made from it. */
  identity: string;
  generatorVersion: string;
  anatomy: Anatomy;
  scanner: Scanner;
  geometry: PhantomGeometry;
  lesion: Lesion | null;
  lesionShape: LesionShape | null;
  vessels: readonly VesselPiece[];
  distractors: readonly Distractor[];
  truth: PhantomTruth;
}

/**
 * Draws a phantom from its seed. Anatomy, scanner, place of the lesion and noise do not depend on its class.
 * @throws RangeError when an option is out of its range.
 */
export function createPhantom(options: PhantomOptions): Phantom {
  const { seed } = options;
  check('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const anatomy = createAnatomy(seed);
  const scanner = createScanner(seed);
  const lesion = options.lesion ? createLesion(seed, anatomy, options.lesion, options.suspicion) : null;
  const lesionShape = lesion ? createLesionShape(seed, lesion) : null;
  const geometry = layOut(options, anatomy, scanner, lesion);
  return {
    seed,
    identity: JSON.stringify([generatorVersion, seed, options.lesion, options.suspicion ?? null, geometry]),
    generatorVersion,
    anatomy,
    scanner,
    geometry,
    lesion,
    lesionShape,
    vessels: createVessels(seed, anatomy),
    distractors: createDistractors(seed, anatomy),
    truth: describeTruth(seed, anatomy, geometry, lesion, lesionShape),
  };
}

function layOut(
  options: PhantomOptions,
  anatomy: Anatomy,
  scanner: Scanner,
  lesion: Lesion | null,
): PhantomGeometry {
  const size = options.size ?? 256;
  check('size', size, 64, 1024);
  const pixelSpacingMm = scanner.fieldOfViewMm / size;
  const thickness = scanner.sliceThicknessMm;
  const coverMm = Math.max(...anatomy.breasts.map((breast) => 2 * breast.halfHeightMm)) * 0.95;
  const slices = options.slices ?? clamp(Math.round(coverMm / thickness), 40, 160);
  check('slices', slices, 1, 400);
  const middle = options.centreOn === 'LESION' && lesion ? lesion.centre.z : 0;
  const tipY = Math.min(...anatomy.breasts.map((breast) => breast.nipple.y));
  return {
    rows: size,
    columns: size,
    slices,
    pixelSpacingMm,
    sliceThicknessMm: thickness,
    originMm: {
      x: scanner.offsetMm - (pixelSpacingMm * (size - 1)) / 2,
      y: tipY - scanner.headroomMm,
      z: middle - (thickness * (slices - 1)) / 2,
    },
  };
}

function check(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`The phantom's ${name} must be a whole number from ${low} to ${high}.`);
  }
}
