import { clamp, smoothstep } from './geometry.js';
import type { Lesion } from './lesion.js';
import { createNoise } from './noise.js';

/** The lesion as functions of a place given relative to its centre, in mm. */
export interface LesionShape {
  /** Half the edge of a cube that holds all of it, spicules included. */
  reachMm: number;
  /** Signed distance from its surface in mm, negative inside, without the spicules. */
  distance(x: number, y: number, z: number): number;
  /** Distance in mm from the centre to the surface along a unit direction. */
  surfaceRadius(x: number, y: number, z: number): number;
  /** Share of lesion at a place, 0 to 1, spicules included. */
  coverage(x: number, y: number, z: number): number;
  /** Factor on the enhancement inside: rim, patches, septations; about 1. */
  texture(x: number, y: number, z: number): number;
}

/** Prepares a lesion for rendering; the noise that shapes it belongs to the seed. */
export function createLesionShape(seed: number, lesion: Lesion): LesionShape {
  const lobes = createNoise(seed, 'lobes');
  const rough = createNoise(seed, 'rough');
  const patches = createNoise(seed, 'patches');
  const { semiAxesMm: axes, rotation, lobulation, irregularity } = lesion;
  const radius = Math.cbrt(axes.x * axes.y * axes.z);
  const [rx, ry, rz] = rotation;

  /** Distance from the centre over that of the surface in the same direction: 1 on the surface. */
  const depth = (x: number, y: number, z: number) => {
    const px = (rx.x * x + rx.y * y + rx.z * z) / axes.x;
    const py = (ry.x * x + ry.y * y + ry.z * z) / axes.y;
    const pz = (rz.x * x + rz.y * y + rz.z * z) / axes.z;
    const r = Math.sqrt(px * px + py * py + pz * pz);
    if (r < 1e-6) return 0;
    const ux = px / r;
    const uy = py / r;
    const uz = pz / r;
    const surface =
      1 +
      0.75 * lobulation * lobes(1.15 * ux + 7.3, 1.15 * uy, 1.15 * uz) +
      irregularity *
        (0.85 * rough(1.9 * ux, 1.9 * uy + 3.1, 1.9 * uz) + 0.45 * rough(3.7 * ux, 3.7 * uy, 3.7 * uz));
    return r / clamp(surface, 0.4, 1.9);
  };
  const strand = (x: number, y: number, z: number) => {
    let best = 0;
    for (const { direction, lengthMm, radiusMm } of lesion.spicules) {
      const along = x * direction.x + y * direction.y + z * direction.z;
      if (along <= 0 || along >= lengthMm) continue;
      const gap = Math.sqrt(Math.max(0, x * x + y * y + z * z - along * along));
      const width = radiusMm * (1.4 - along / lengthMm);
      if (gap > width + 1) continue;
      best = Math.max(best, smoothstep(width + 0.5, width - 0.5, gap) * (0.8 - 0.45 * (along / lengthMm)));
    }
    return best;
  };
  const distance = (x: number, y: number, z: number) => (depth(x, y, z) - 1) * radius;
  return {
    reachMm: Math.max(1.9 * Math.max(axes.x, axes.y, axes.z), ...lesion.spicules.map((s) => s.lengthMm)) + 2,
    distance,
    // The depth grows in proportion to the distance along any one direction.
    surfaceRadius: (x, y, z) => 1 / depth(x, y, z),
    coverage: (x, y, z) => {
      const body = smoothstep(lesion.borderMm, -lesion.borderMm, distance(x, y, z));
      return body >= 1 || lesion.spicules.length === 0 ? body : Math.max(body, strand(x, y, z));
    },
    texture: (x, y, z) => {
      const rim = 1 - lesion.rim * smoothstep(0.85, 0.4, depth(x, y, z));
      const k = 2.6 / radius;
      const patch = 1 + 1.5 * lesion.heterogeneity * patches(x * k, y * k, z * k);
      const seam = Math.abs(patches(x * 0.16 + 11.5, y * 0.16, z * 0.16));
      const septum = 1 - lesion.septation * smoothstep(0.07, 0.02, seam);
      return Math.max(0.05, rim * patch * septum);
    },
  };
}
