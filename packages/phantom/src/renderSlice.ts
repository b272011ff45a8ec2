import { acquire } from './acquire.js';
import { sliceFields } from './fields.js';
import { smoothstep } from './geometry.js';
import type { Phantom } from './phantom.js';
import type { Phase } from './phase.js';
import { drawStructures } from './structures.js';
import { createTissue } from './tissue.js';

/**
 * Renders one axial slice of one phase: rows x columns stored values, row by row, the front of the patient on top and
 * her right on the left. Any slice can be rendered alone, since the anatomy is a formula and not a volume.
 * @throws RangeError when the slice lies outside the stack.
 */
export function renderSlice(phantom: Phantom, phase: Phase, sliceIndex: number): Uint16Array {
  const { anatomy, geometry, scanner, seed } = phantom;
  const { rows, columns, pixelSpacingMm: step, originMm } = geometry;
  if (!Number.isInteger(sliceIndex) || sliceIndex < 0 || sliceIndex >= geometry.slices) {
    throw new RangeError(`The phantom has slices 0 to ${geometry.slices - 1}; ask for one of these.`);
  }
  const z = originMm.z + sliceIndex * geometry.sliceThicknessMm;
  const tissue = createTissue(seed, anatomy, scanner, phase);
  const fields = sliceFields(phantom, z);
  const signal = new Float32Array(rows * columns);
  for (let row = 0, i = 0; row < rows; row++) {
    const y = originMm.y + row * step;
    for (let column = 0; column < columns; column++, i++) {
      const x = originMm.x + column * step;
      const body = fields.body[i]!;
      if (body >= step) continue;
      signal[i] = tissue(x, y, z, fields, i) * smoothstep(step * 0.6, -step * 0.6, body);
    }
  }
  drawStructures(phantom, phase, z, signal, fields);
  return acquire(phantom, phase, sliceIndex, signal, fields);
}
