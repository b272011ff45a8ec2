import type { LesionClass } from './lesion.js';
import { createPhantom } from './phantom.js';
import type { Phase } from './phase.js';
import type { PhantomTruth } from './truth.js';
import { writeStudy } from './writeStudy.js';

/** Options of {@link createDemoStudy}; `suspicion` as in `PhantomOptions`. */
export interface DemoStudyOptions {
  seed: number;
  lesion: LesionClass | null;
  /** Slices of each phase, centred on the lesion; 12 unless told. */
  slices?: number;
  /** Rows and columns; 224 unless told. */
  size?: number;
  /** Pre and post1 unless told. */
  phases?: readonly Phase[];
  suspicion?: number;
}

/** A small phantom study in memory, for seed data and tests: a short stack about the lesion, and its truth. */
export function createDemoStudy(options: DemoStudyOptions): {
  instances: { filename: string; bytes: Uint8Array }[];
  truth: PhantomTruth;
} {
  const { slices = 12, size = 224, phases = ['pre', 'post1'], ...drawn } = options;
  const phantom = createPhantom({ ...drawn, size, slices, centreOn: 'LESION' });
  const instances = Array.from(writeStudy(phantom, { phases }), ({ filename, bytes }) => ({
    filename,
    bytes,
  }));
  return { instances, truth: phantom.truth };
}
