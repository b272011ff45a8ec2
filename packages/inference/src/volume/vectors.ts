import type { PatientVector } from '@eventeye/core';

/** Scalar product. */
export const dot = (a: PatientVector, b: PatientVector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Vector product. */
export const cross = (a: PatientVector, b: PatientVector): PatientVector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** From `b` to `a`. */
export const minus = (a: PatientVector, b: PatientVector): PatientVector => [
  a[0] - b[0],
  a[1] - b[1],
  a[2] - b[2],
];
