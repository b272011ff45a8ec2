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
  /** Signal of well suppressed fat, and how far the suppression fails, 0 nowhere to 1 badly. */
  fatSignal: number;
  fatFailure: number;
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
  return {
    modelName: (['Phantom S', 'Phantom G', 'Phantom P'] as const)[style]!,
    fieldStrengthTesla: random.chance(0.5) ? 1.5 : 3,
    gain: [random.uniform(160, 420), random.uniform(1800, 6000), random.uniform(500, 1500)][style]!,
    bitsStored: ([12, 16, 12] as const)[style]!,
    fieldOfViewMm: Math.round(random.uniform(280, 345)),
    sliceThicknessMm: Math.round(random.uniform(1.2, 2.4) * 10) / 10,
    noiseLevel: random.uniform(0.018, 0.05),
    blur: random.uniform(0, 0.16),
    shading: random.uniform(0.2, 1),
    imbalance: random.normal(0, 0.09),
    fatSignal: random.uniform(0.13, 0.26),
    fatFailure: random.next() * random.next(),
    headroomMm: random.uniform(8, 34),
    offsetMm: random.normal(0, 5),
    repetitionTimeMs: Math.round(random.uniform(3.8, 6.2) * 100) / 100,
    echoTimeMs: Math.round(random.uniform(1.2, 2.6) * 100) / 100,
    flipAngleDegrees: random.integer(10, 15),
  };
}
