import type { SliceFields } from './fields.js';
import { clamp, smoothstep } from './geometry.js';
import type { Phantom } from './phantom.js';
import type { Phase } from './phase.js';
import { createRandom, type Random } from './random.js';

/**
 * Turns ideal signal into stored values as a scanner would: coil shading, ghosts of the heart, point spread, Rician
 * noise, interpolation, tone, gain, quantisation.
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
  addGhosts(phantom, signal, fields);
  soften(signal, rows, columns, scanner.blur);
  addNoise(signal, scanner.noiseLevel, createRandom(seed, 'scan', phase, sliceIndex));
  soften(signal, rows, columns, scanner.interpolation);
  const largest = scanner.bitsStored === 12 ? 4095 : 65535;
  return Uint16Array.from(signal, (value, i) => {
    if (scanner.airMasked && fields.body[i]! > 3) return 0;
    return clamp(Math.round(scanner.gain * value ** scanner.tone), 0, largest);
  });
}

/** A magnitude image: noise in the real and the imaginary channel (Gudbjartsson, MRM 34:910, 1995). */
function addNoise(signal: Float32Array, level: number, random: Random): void {
  for (let i = 0; i < signal.length; i++) {
    const radius = level * Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    const real = signal[i]! + radius * Math.cos(angle);
    const imaginary = radius * Math.sin(angle);
    signal[i] = Math.sqrt(real * real + imaginary * imaginary);
  }
}

/** The heart beats while the rows are encoded: faint copies of what lies inside the rib cage appear on either side. */
function addGhosts({ geometry, scanner }: Phantom, signal: Float32Array, fields: SliceFields): void {
  if (scanner.ghost === 0) return;
  const { rows, columns } = geometry;
  const shift = Math.round(scanner.ghostShift * columns);
  const line = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let column = 0; column < columns; column++)
      line[column] = fields.cage[start + column]! < -6 ? scanner.ghost * signal[start + column]! : 0;
    for (let column = 0; column < columns; column++) {
      const i = start + column;
      signal[i] = signal[i]! + (line[column - shift] ?? 0) + (line[column + shift] ?? 0);
    }
  }
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
      const near =
        Math.exp(-(dx * dx + dy * dy + 0.5 * z * z) * drop) - scanner.chestDrop * smoothstep(0, 130, y);
      const skin = Math.exp(fields.body[i]! / 7);
      const field =
        0.72 + 0.42 * near + scanner.skinGlow * skin + 0.25 * fields.drift[i]! + scanner.imbalance * (x / 90);
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
