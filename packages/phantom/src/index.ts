export type { Anatomy, Breast, BreastDensity, Side } from './anatomy.js';
export type { Point } from './geometry.js';
export type { Lesion, LesionClass } from './lesion.js';
export { createPhantom, type Phantom, type PhantomGeometry, type PhantomOptions } from './phantom.js';
export { type Phase, phaseSeconds, phases } from './phase.js';
export { renderSlice } from './renderSlice.js';
export type { Scanner } from './scanner.js';
export type { LesionTruth, PhantomTruth } from './truth.js';
