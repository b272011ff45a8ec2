import { createRandom } from './random.js';

/** Smooth noise over space: about [-1, 1], zero mean, correlation length about one unit of its arguments. */
export type Noise = (x: number, y: number, z: number) => number;

/** Gradient noise (Perlin, "Improving Noise", SIGGRAPH 2002) with a permutation shuffled by the named stream. */
export function createNoise(...name: readonly (string | number)[]): Noise {
  const table = permutation(name);
  return (x, y, z) => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const fz = Math.floor(z);
    const dx = x - fx;
    const dy = y - fy;
    const dz = z - fz;
    const u = fade(dx);
    const v = fade(dy);
    const w = fade(dz);
    const i = fx & 255;
    const j = fy & 255;
    const k = fz & 255;
    const a = table[i]! + j;
    const b = table[i + 1]! + j;
    const aa = table[a]! + k;
    const ab = table[a + 1]! + k;
    const ba = table[b]! + k;
    const bb = table[b + 1]! + k;
    const near = mix(
      mix(slope(table[aa]!, dx, dy, dz), slope(table[ba]!, dx - 1, dy, dz), u),
      mix(slope(table[ab]!, dx, dy - 1, dz), slope(table[bb]!, dx - 1, dy - 1, dz), u),
      v,
    );
    const far = mix(
      mix(slope(table[aa + 1]!, dx, dy, dz - 1), slope(table[ba + 1]!, dx - 1, dy, dz - 1), u),
      mix(slope(table[ab + 1]!, dx, dy - 1, dz - 1), slope(table[bb + 1]!, dx - 1, dy - 1, dz - 1), u),
      v,
    );
    return mix(near, far, w);
  };
}

function permutation(name: readonly (string | number)[]): Uint8Array {
  const random = createRandom('noise', ...name);
  const table = new Uint8Array(514);
  for (let i = 0; i < 256; i++) table[i] = i;
  for (let i = 255; i > 0; i--) {
    const j = random.integer(0, i);
    const kept = table[i]!;
    table[i] = table[j]!;
    table[j] = kept;
  }
  for (let i = 256; i < 514; i++) table[i] = table[i - 256]!;
  return table;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function mix(a: number, b: number, t: number): number {
  return a + t * (b - a);
}

function slope(hash: number, x: number, y: number, z: number): number {
  const h = hash & 15;
  const u = h < 8 ? x : y;
  const v = h < 4 ? y : h === 12 || h === 14 ? x : z;
  return ((h & 1) === 0 ? u : -u) + ((h & 2) === 0 ? v : -v);
}
