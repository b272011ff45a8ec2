import type { PatientVector } from '@eventeye/core';
import type { SliceGeometry } from './sliceGeometry.js';

/** How slices lie in the patient: by the axis nearest to their normal; OBLIQUE beyond 20 degrees from each. */
export type SliceOrientation = 'AXIAL' | 'SAGITTAL' | 'CORONAL' | 'OBLIQUE';

const obliqueCosine = Math.cos((20 * Math.PI) / 180);

/** The unit normal of a slice; `undefined` where its directions are absent or none. */
export function sliceNormal({ orientation }: Pick<SliceGeometry, 'orientation'>): PatientVector | undefined {
  if (!orientation) return undefined;
  const { row: r, column: c } = orientation;
  const normal = [r[1] * c[2] - r[2] * c[1], r[2] * c[0] - r[0] * c[2], r[0] * c[1] - r[1] * c[0]];
  const length = Math.hypot(...normal);
  if (!(length > 0.5)) return undefined;
  return normal.map((component) => component / length) as unknown as PatientVector;
}

/** Names the orientation of slices with this normal. */
export function orientationOf(normal: PatientVector): SliceOrientation {
  const [x, y, z] = normal.map(Math.abs) as [number, number, number];
  const most = Math.max(x, y, z);
  if (most < obliqueCosine) return 'OBLIQUE';
  return most === z ? 'AXIAL' : most === x ? 'SAGITTAL' : 'CORONAL';
}

/** The scalar product. */
export const dot = (a: PatientVector, b: PatientVector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
