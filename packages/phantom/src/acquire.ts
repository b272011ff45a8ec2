import type { SliceFields } from './fields.js';
import { clamp, smoothstep } from './geometry.js';
import type { Phantom } from './phantom.js';
import type { Phase } from './phase.js';
import { createRandom } from './random.js';

/**
 * Turns ideal signal into stored values as a scanner would: coil shading, point spread, Rician noise, gain,
 * quantisation.
 */
export function acquire(
  phantom: Phantom,
  phase: Phase,
  sliceIndex: number,
  signal: Float32Array,
  fields: SliceFields,
): Uint16Array {
  const { geometry, scanner, seed } = phantom;
  const { rows, columns } = geometry;
  shade(phantom, sliceIndex, signal, fields);
  soften(signal, rows, columns, scanner.blur);
  const random = createRandom(seed, 'scan', phase, sliceIndex);
  const largest = scanner.bitsStored === 12 ? 4095 : 65535;
  const stored = new Uint16Array(rows * columns);
  for (let i = 0; i < stored.length; i++) {
    // A magnitude image: noise in the real and the imaginary channel (Gudbjartsson, MRM 34:910, 1995).
    const radius = scanner.noiseLevel * Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    const real = signal[i]! + radius * Math.cos(angle);
    const imaginary = radius * Math.sin(angle);
    stored[i] = clamp(Math.round(scanner.gain * Math.sqrt(real * real + imaginary * imaginary)), 0, largest);
  }
  return stored;
}

/** Coils lie round the breasts: bright near the skin and in front, dimmer in the chest, uneven side to side. */
function shade(phantom: Phantom, sliceIndex: number, signal: Float32Array, fields: SliceFields): void {
  const { geometry, scanner, anatomy } = phantom;
  const { rows, columns, pixelSpacingMm: step, originMm } = geometry;
  const z = originMm.z + sliceIndex * geometry.sliceThicknessMm;
  const [right, left] = anatomy.breasts;
  const drop = 1 / (2 * 95 * 95);
  for (let row = 0, i = 0; row < rows; row++) {
    const y = originMm.y + row * step;
    for (let column = 0; column < columns; column++, i++) {
      if (signal[i] === 0) continue;
      const x = originMm.x + column * step;
      const breast = x < 0 ? right : left;
      const dx = x - breast.centre.x;
      const dy = y + 0.45 * breast.depthMm;
      const near = Math.exp(-(dx * dx + dy * dy + 0.5 * z * z) * drop) - 0.4 * smoothstep(0, 130, y);
      const skin = Math.exp(fields.body[i]! / 7);
      const field = 0.72 + 0.42 * near + 0.35 * skin + 0.25 * fields.drift[i]! + scanner.imbalance * (x / 90);
      signal[i] = signal[i]! * Math.max(0.2, 1 + scanner.shading * (field - 1));
    }
  }
}

/** A separable three-tap point spread: `weight` goes to each neighbour. */
function soften(signal: Float32Array, rows: number, columns: number, weight: number): void {
  const line = new Float32Array(Math.max(rows, columns));
  const pass = (start: number, stride: number, count: number) => {
    for (let i = 0; i < count; i++) line[i] = signal[start + i * stride]!;
    for (let i = 1; i < count - 1; i++) {
      signal[start + i * stride] = line[i]! * (1 - 2 * weight) + weight * (line[i - 1]! + line[i + 1]!);
    }
  };
  for (let row = 0; row < rows; row++) pass(row * columns, 1, columns);
  for (let column = 0; column < columns; column++) pass(column, columns, rows);
}
