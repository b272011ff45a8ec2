import { EventEyeError, type PatientVector } from '@eventeye/core';
import sharp from 'sharp';
import { toGrey } from './grey.js';
import { projectionAxis } from './projectionAxis.js';
import { joined } from './projectSlices.js';
import type { SliceGeometry } from './readVolumeSlice.js';
import { sliceStep } from './sliceStep.js';
import { cross, dot } from './vectors.js';
import type { ProjectionPlane, VolumeWindow } from './volumeTypes.js';

/** A projection, whole. */
export interface Projection {
  plane: ProjectionPlane;
  reference: SliceGeometry;
  positionsMm: number[];
  /** The maximum of all slices, or their lines, in order. */
  pixels: Float32Array[];
  isSubtraction: boolean;
  window: VolumeWindow;
}

/** Radiological convention: what points to the right and down in the picture. */
const display: Record<ProjectionPlane, { right: PatientVector; down: PatientVector }> = {
  AXIAL: { right: [1, 0, 0], down: [0, 1, 0] },
  SAGITTAL: { right: [0, 1, 0], down: [0, 0, -1] },
  CORONAL: { right: [1, 0, 0], down: [0, 0, -1] },
};
/** The longest side of a picture. */
const maxSide = 4096;

/**
 * Draws a projection as an 8-bit grey PNG of square pixels, the smaller of the two voxel spacings wide: patient's right on
 * the left, head or front up.
 *
 * @throws EventEyeError VOLUME_GEOMETRY_INVALID when the slices do not stand evenly.
 */
export async function drawProjection(projection: Projection): Promise<Uint8Array> {
  const { plane, reference, positionsMm, isSubtraction, window } = projection;
  const { across, down } = axesOf(plane, reference, positionsMm);
  const grey = toGrey(joined(projection.pixels), window, isSubtraction);
  const { right: wantedRight, down: wantedDown } = display[plane];
  const turned = Math.abs(dot(across.direction, wantedRight)) < Math.abs(dot(down.direction, wantedRight));
  const [x, y] = turned ? [down, across] : [across, down];
  const flipX = dot(x.direction, wantedRight) < 0;
  const flipY = dot(y.direction, wantedDown) < 0;
  const shown = new Uint8Array(x.length * y.length);
  for (let row = 0, at = 0; row < y.length; row++) {
    const fromY = flipY ? y.length - 1 - row : row;
    for (let column = 0; column < x.length; column++, at++) {
      const fromX = flipX ? x.length - 1 - column : column;
      shown[at] = grey[turned ? fromX * across.length + fromY : fromY * across.length + fromX]!;
    }
  }
  const widthMm = x.length * x.spacingMm;
  const heightMm = y.length * y.spacingMm;
  const pixelMm = Math.max(Math.min(x.spacingMm, y.spacingMm), Math.max(widthMm, heightMm) / maxSide);
  const pixelsOf = (mm: number) => Math.max(1, Math.round(mm / pixelMm));
  return sharp(shown, { raw: { width: x.length, height: y.length, channels: 1 } })
    .resize(pixelsOf(widthMm), pixelsOf(heightMm), { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

interface Axis {
  direction: PatientVector;
  length: number;
  spacingMm: number;
}

/** The two axes of the stack that the projection leaves, as its pixels lie in memory. */
function axesOf(
  plane: ProjectionPlane,
  { width, height, plane: image }: SliceGeometry,
  positionsMm: readonly number[],
): { across: Axis; down: Axis } {
  const { rowDirection, columnDirection, rowSpacingMm, columnSpacingMm } = image;
  const axis = projectionAxis(image, plane);
  const step = sliceStep(positionsMm);
  const row = { direction: rowDirection, length: width, spacingMm: columnSpacingMm };
  const column = { direction: columnDirection, length: height, spacingMm: rowSpacingMm };
  if (axis === 'normal') return { across: row, down: column };
  if (step === undefined) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      'One slice has no thickness to be seen from the side. Ask for a series of several slices.',
    );
  }
  const slices = {
    direction: cross(rowDirection, columnDirection),
    length: positionsMm.length,
    spacingMm: step,
  };
  return { across: axis === 'row' ? column : row, down: slices };
}
