/**
 * A point in phantom millimetres, axes as in DICOM's patient system: x to the patient's left, y to the back,
 * z to the head. The origin is the skin over the breastbone at nipple height.
 */
export interface Point {
  x: number;
  y: number;
  z: number;
}

/** 0 below `low`, 1 above `high`, a smooth ramp between; the order may be reversed. */
export function smoothstep(low: number, high: number, value: number): number {
  let t = (value - low) / (high - low);
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  t = t * t * (3 - 2 * t);
  return t;
}

/** Linear blend from `a` (t = 0) to `b` (t = 1). */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** The value held within [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Euclidean length. `Math.hypot` guards against overflow and is several times slower. */
export function length(x: number, y: number, z = 0): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** The smaller of two signed distances, blended over `radius` so the two bodies join in a fillet. */
export function smoothMinimum(a: number, b: number, radius: number): number {
  const h = Math.max(radius - Math.abs(a - b), 0) / radius;
  return Math.min(a, b) - h * h * radius * 0.25;
}

/** Approximate signed distance in mm from an axis-aligned ellipsoid, negative inside. */
export function ellipsoidDistance(
  x: number,
  y: number,
  z: number,
  rx: number,
  ry: number,
  rz: number,
): number {
  const ax = x / rx;
  const ay = y / ry;
  const az = z / rz;
  const k0 = Math.sqrt(ax * ax + ay * ay + az * az);
  if (k0 < 1e-6) return -Math.min(rx, ry, rz);
  const bx = ax / rx;
  const by = ay / ry;
  const bz = az / rz;
  return (k0 * (k0 - 1)) / Math.sqrt(bx * bx + by * by + bz * bz);
}

/** As {@link ellipsoidDistance} for the superellipsoid |x/rx|^n + |y/ry|^n + |z/rz|^n = 1. */
export function superellipsoidDistance(
  x: number,
  y: number,
  z: number,
  rx: number,
  ry: number,
  rz: number,
  exponent: number,
): number {
  const ax = Math.abs(x / rx);
  const ay = Math.abs(y / ry);
  const az = Math.abs(z / rz);
  const px = ax ** (exponent - 1);
  const py = ay ** (exponent - 1);
  const pz = az ** (exponent - 1);
  const sum = px * ax + py * ay + pz * az;
  if (sum < 1e-9) return -Math.min(rx, ry, rz);
  const k0 = sum ** (1 / exponent);
  const gx = px / rx;
  const gy = py / ry;
  const gz = pz / rz;
  return ((k0 - 1) * sum) / (k0 * Math.sqrt(gx * gx + gy * gy + gz * gz));
}
