import type { Anatomy, Breast } from './anatomy.js';
import { ellipsoidDistance, smoothMinimum, superellipsoidDistance } from './geometry.js';

/** Approximate signed distance in mm from one breast's surface, negative inside. */
export function breastDistance(breast: Breast, x: number, y: number, z: number): number {
  const { centre, depthMm } = breast;
  const dy = y - centre.y;
  const axis = centre.x + breast.tiltMm * Math.max(0, -dy / depthMm);
  return superellipsoidDistance(
    x - axis,
    dy,
    z - centre.z,
    breast.halfWidthMm,
    depthMm,
    breast.halfHeightMm,
    breast.exponent,
  );
}

/** Approximate signed distance in mm from the skin of the whole body without its nipples, negative inside. */
export function bodyDistance(anatomy: Anatomy, x: number, y: number, z: number): number {
  const { torso, breasts } = anatomy;
  const trunk = superellipsoidDistance(
    x,
    y - torso.halfDepthMm,
    0,
    torso.halfWidthMm,
    torso.halfDepthMm,
    1,
    torso.exponent,
  );
  // Far inside the trunk the breasts no longer matter, and they are the dear part.
  if (trunk < -40) return trunk;
  const breast = breasts[x < 0 ? 0 : 1];
  const side = breastDistance(breast, x, y, z);
  return smoothMinimum(trunk, side, 22);
}

/** Approximate signed distance in mm from the surface of the nipple, negative inside. */
export function nippleDistance(breast: Breast, x: number, y: number, z: number): number {
  const { nipple, nippleRadiusMm: r } = breast;
  return ellipsoidDistance(x - nipple.x, y - nipple.y, z - nipple.z, r, r * 1.2, r);
}

/** Approximate signed distance in mm from the outside of the rib cage, negative inside. */
export function cageDistance(anatomy: Anatomy, x: number, y: number): number {
  const { cage } = anatomy;
  const ry = cage.halfDepthMm;
  return superellipsoidDistance(x, y - cage.depthMm - ry, 0, cage.halfWidthMm, ry, 1, 2.5);
}
