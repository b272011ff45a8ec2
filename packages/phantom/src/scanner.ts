import { createRandom } from './random.js';

/** How the images were taken: scale, noise, shading, fat suppression, geometry. Independent of anatomy and lesion. */
export interface Scanner {
  /** Fictitious model: three styles of scale and bit depth, so that nothing can rely on one vendor's numbers. */
  modelName: 'Phantom S' | 'Phantom G' | 'Phantom P';
  fieldStrengthTesla: 1.5 | 3;
  /** Stored value of one unit of signal (about the brightest enhancing lesion). */
  gain: number;
  bitsStored: 12 | 16;
  fieldOfViewMm: number;
  sliceThicknessMm: number;
  /** Standard deviation of each of the two noise channels, in units of signal. */
  noiseLevel: number;
  /** Weight of the neighbours in the point spread, 0 sharp to 0.25 soft. */
  blur: number;
  /** Depth of the coil's shading, 0 none to 1 strong, and its left-right imbalance. */
  shading: number;
  imbalance: number;
  /** How much brighter the skin is next to the coil, and how much dimmer the chest behind it, 0 to 1. */
  skinGlow: number;
  chestDrop: number;
  /** Sequences without fat suppression show fat bright. */
  fatSuppressed: boolean;
  /** Signal of fat as the sequence shows it, and how far a suppression fails, 0 nowhere to 1 badly. */
  fatSignal: number;
  fatFailure: number;
  /** Weight of the neighbours when the image is interpolated to a finer matrix, noise included. */
  interpolation: number;
  /** Exponent of the vendor's tone correction; 1 is none. */
  tone: number;
  /** Strength of the beating heart's ghost along the rows, and how far away it appears, as share of the width. */
  ghost: number;
  ghostShift: number;
  /** Some vendors set the air round the body to zero. */
  airMasked: boolean;
  /** Air above the nipples, mm. */
  headroomMm: number;
  /** Shift of the image centre from the midline, mm. */
  offsetMm: number;
  repetitionTimeMs: number;
  echoTimeMs: number;
  flipAngleDegrees: number;
}

/** Draws a scanner and a protocol from the seed. */
export function createScanner(seed: number): Scanner {
  const random = createRandom(seed, 'scanner');
  const style = random.integer(0, 2);
  const fatSuppressed = random.chance(0.88);
  return {
    modelName: (['Phantom S', 'Phantom G', 'Phantom P'] as const)[style]!,
    fieldStrengthTesla: random.chance(0.5) ? 1.5 : 3,
    gain: [random.uniform(160, 420), random.uniform(1800, 6000), random.uniform(500, 1500)][style]!,
    bitsStored: ([12, 16, 12] as const)[style]!,
    fieldOfViewMm: Math.round(random.uniform(280, 400)),
    sliceThicknessMm: Math.round(random.uniform(1.2, 2.4) * 10) / 10,
    noiseLevel: 0.008 * 6 ** random.next(),
    blur: random.uniform(0, 0.16),
    shading: random.uniform(0.2, 1.1),
    imbalance: random.normal(0, 0.09),
    skinGlow: random.uniform(0.1, 1),
    chestDrop: random.uniform(0.1, 0.9),
    fatSuppressed,
    fatSignal: fatSuppressed ? random.uniform(0.1, 0.28) : random.uniform(0.5, 0.8),
    fatFailure: fatSuppressed ? random.next() * random.next() : 0,
    interpolation: random.chance(0.6) ? random.uniform(0.05, 0.24) : 0,
    tone: random.uniform(0.8, 1.2),
    ghost: random.chance(0.5) ? random.uniform(0.01, 0.07) : 0,
    ghostShift: random.uniform(0.2, 0.5),
    airMasked: random.chance(0.2),
    headroomMm: 8 * 10 ** random.next(),
    offsetMm: random.normal(0, 5),
    repetitionTimeMs: Math.round(random.uniform(3.8, 6.2) * 100) / 100,
    echoTimeMs: Math.round(random.uniform(1.2, 2.6) * 100) / 100,
    flipAngleDegrees: random.integer(10, 15),
  };
}
