import type { Distractor } from './distractors.js';
import type { SliceFields } from './fields.js';
import { length, mix, smoothstep } from './geometry.js';
import type { Phantom, PhantomGeometry } from './phantom.js';
import { enhancementAt, type Phase } from './phase.js';
import { bloodAt } from './thorax.js';
import type { VesselPiece } from './vessels.js';

/**
 * Lays vessels, distractors and the lesion over a slice of tissue. Each touches only the pixels near it, which keeps
 * a slice with a thousand pieces as cheap as one without.
 */
export function drawStructures(
  phantom: Phantom,
  phase: Phase,
  z: number,
  signal: Float32Array,
  { body }: SliceFields,
): void {
  const { geometry, lesion, lesionShape, anatomy } = phantom;
  const slice: Slice = { geometry, z, signal, body, skinMm: anatomy.skinMm };
  const blood = bloodAt(phase);
  for (const piece of phantom.vessels) drawVessel(slice, piece, blood);
  for (const distractor of phantom.distractors) drawDistractor(slice, distractor, phase);
  if (!lesion || !lesionShape) return;
  const { centre } = lesion;
  const gain = enhancementAt(phase, lesion.initialEnhancement, lesion.delayedEnhancement);
  const reach = lesionShape.reachMm;
  if (Math.abs(z - centre.z) > reach) return;
  forPixels(slice, centre.x, centre.y, reach, reach, (x, y, i) => {
    const cover = lesionShape.coverage(x - centre.x, y - centre.y, z - centre.z);
    if (cover <= 0) return;
    const texture = lesionShape.texture(x - centre.x, y - centre.y, z - centre.z);
    signal[i] = mix(signal[i]!, lesion.preSignal * (1 + gain * texture), cover);
  });
}

interface Slice {
  geometry: PhantomGeometry;
  z: number;
  signal: Float32Array;
  body: Float32Array;
  skinMm: number;
}

function drawVessel(slice: Slice, piece: VesselPiece, blood: number): void {
  const { geometry, z, signal } = slice;
  const { from, to } = piece;
  // A vessel thinner than a pixel fades instead of vanishing.
  const half = geometry.pixelSpacingMm / 2;
  const reach = Math.max(piece.fromRadiusMm, piece.toRadiusMm) + half;
  if (z < Math.min(from.z, to.z) - reach || z > Math.max(from.z, to.z) + reach) return;
  const ax = to.x - from.x;
  const ay = to.y - from.y;
  const az = to.z - from.z;
  const length2 = ax * ax + ay * ay + az * az || 1;
  const cx = (from.x + to.x) / 2;
  const cy = (from.y + to.y) / 2;
  forPixels(slice, cx, cy, Math.abs(ax) / 2 + reach, Math.abs(ay) / 2 + reach, (x, y, i) => {
    const t = Math.min(1, Math.max(0, ((x - from.x) * ax + (y - from.y) * ay + (z - from.z) * az) / length2));
    const gap = length(x - from.x - t * ax, y - from.y - t * ay, z - from.z - t * az);
    const radius = mix(piece.fromRadiusMm, piece.toRadiusMm, t);
    const cover = smoothstep(radius + half, radius - half, gap) * Math.min(1, radius / half);
    const value = mix(signal[i]!, blood, cover);
    if (value > signal[i]!) signal[i] = value;
  });
}

function drawDistractor(slice: Slice, it: Distractor, phase: Phase): void {
  const { z, signal } = slice;
  const { centre, radii } = it;
  const dz = (z - centre.z) / radii.z;
  if (Math.abs(dz) > 1.3) return;
  const value = it.preSignal * (1 + enhancementAt(phase, it.initialEnhancement, it.delayedEnhancement));
  const wall = 0.4 * (1 + enhancementAt(phase, 1.4 * it.wall, 0.1));
  const edge = 0.6 / radii.y;
  forPixels(slice, centre.x, centre.y, 1.3 * radii.x, 1.3 * radii.y, (x, y, i) => {
    const dx = (x - centre.x) / radii.x;
    const dy = (y - centre.y) / radii.y;
    const r = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const cover = smoothstep(1 + edge, 1 - edge, r);
    if (cover <= 0) return;
    let inner = value;
    if (it.kind === 'CYST' && it.wall > 0) inner = mix(value, wall, smoothstep(1 - 2.2 * edge, 1 - edge, r));
    if (it.kind === 'LYMPH_NODE')
      inner = mix(value, 0.2, it.wall * smoothstep(0.55, 0.25, length(dx - 0.35, dy, dz)));
    signal[i] = mix(signal[i]!, inner, cover);
  });
}

/** Visits the pixels under the skin whose centres lie within a rectangle about (x, y), in mm. */
function forPixels(
  { geometry, body, skinMm }: Slice,
  x: number,
  y: number,
  halfX: number,
  halfY: number,
  visit: (x: number, y: number, index: number) => void,
): void {
  const { rows, columns, pixelSpacingMm: step, originMm } = geometry;
  const left = Math.max(0, Math.ceil((x - halfX - originMm.x) / step));
  const right = Math.min(columns - 1, Math.floor((x + halfX - originMm.x) / step));
  const top = Math.max(0, Math.ceil((y - halfY - originMm.y) / step));
  const bottom = Math.min(rows - 1, Math.floor((y + halfY - originMm.y) / step));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const index = row * columns + column;
      if (body[index]! < -skinMm) visit(originMm.x + column * step, originMm.y + row * step, index);
    }
  }
}
