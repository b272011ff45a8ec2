import { bodyDistance, breastDistance, cageDistance, nippleDistance } from './body.js';
import { smoothMinimum, smoothstep } from './geometry.js';
import { createNoise } from './noise.js';
import type { Phantom } from './phantom.js';

/** The smooth quantities of one slice, one value a pixel. Distances are signed, in mm, negative inside. */
export interface SliceFields {
  /** From the skin of the whole body. */
  body: Float32Array;
  /** From the outside of the rib cage. */
  cage: Float32Array;
  /** From the surface of the breast on the pixel's side of the midline. */
  breast: Float32Array;
  /** Share of fat whose signal is not suppressed. */
  fatFailure: Float32Array;
  /** Slow drift of the coil's sensitivity, about [-1, 1]. */
  drift: Float32Array;
}

/** Pixels between two nodes of the coarse grid. Over so short a way these fields are straight within 0.1 mm. */
const stride = 4;

/** Computes the fields on a coarse grid and fills in between: they cost most of a slice's time otherwise. */
export function sliceFields(phantom: Phantom, z: number): SliceFields {
  const { anatomy, scanner, seed } = phantom;
  const bend = createNoise(seed, 'bend');
  const slow = createNoise(seed, 'slow');
  // No body is a superellipsoid: bend the skin by a few millimetres over a hand's breadth.
  const body = spread(phantom, (x, y) => bodyDistance(anatomy, x, y, z) + 2.5 * bend(x / 45, y / 45, z / 45));
  addNipples(phantom, z, body);
  return {
    body,
    cage: spread(phantom, (x, y) => cageDistance(anatomy, x, y) + 1.5 * bend(x / 60 + 7.5, y / 60, z / 60)),
    breast: spread(phantom, (x, y) => breastDistance(anatomy.breasts[x < 0 ? 0 : 1], x, y, z)),
    fatFailure: spread(phantom, (x, y) => {
      // Worst low, towards the flanks and where the field is uneven.
      const unevenness = slow(x / 75, y / 75, z / 60);
      const place = 0.3 * smoothstep(30, 85, -z) + 0.25 * smoothstep(60, 150, Math.abs(x));
      return scanner.fatFailure * smoothstep(0.1, 0.75, unevenness + place);
    }),
    drift: spread(phantom, (x, y) => slow(x / 110 + 30.5, y / 110, z / 110)),
  };
}

/** A nipple is too small for the coarse grid. */
function addNipples(phantom: Phantom, z: number, body: Float32Array): void {
  const { rows, columns, pixelSpacingMm: step, originMm } = phantom.geometry;
  for (const breast of phantom.anatomy.breasts) {
    const { nipple, nippleRadiusMm } = breast;
    const reach = 3 * nippleRadiusMm;
    if (Math.abs(z - nipple.z) > reach) continue;
    for (let row = 0, i = 0; row < rows; row++) {
      const y = originMm.y + row * step;
      if (Math.abs(y - nipple.y) > reach) {
        i += columns;
        continue;
      }
      for (let column = 0; column < columns; column++, i++) {
        const x = originMm.x + column * step;
        if (Math.abs(x - nipple.x) > reach) continue;
        body[i] = smoothMinimum(body[i]!, nippleDistance(breast, x, y, z), 4);
      }
    }
  }
}

function spread({ geometry }: Phantom, value: (x: number, y: number) => number): Float32Array {
  const { rows, columns, pixelSpacingMm: step, originMm } = geometry;
  const across = Math.ceil(columns / stride) + 1;
  const down = Math.ceil(rows / stride) + 1;
  const nodes = new Float32Array(across * down);
  for (let j = 0, n = 0; j < down; j++) {
    for (let i = 0; i < across; i++, n++) {
      nodes[n] = value(originMm.x + i * stride * step, originMm.y + j * stride * step);
    }
  }
  const field = new Float32Array(rows * columns);
  for (let row = 0, i = 0; row < rows; row++) {
    const above = Math.floor(row / stride) * across;
    const v = (row % stride) / stride;
    for (let column = 0; column < columns; column++, i++) {
      const n = above + Math.floor(column / stride);
      const u = (column % stride) / stride;
      const top = nodes[n]! + u * (nodes[n + 1]! - nodes[n]!);
      const bottom = nodes[n + across]! + u * (nodes[n + across + 1]! - nodes[n + across]!);
      field[i] = top + v * (bottom - top);
    }
  }
  return field;
}
