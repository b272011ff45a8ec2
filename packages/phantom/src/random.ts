/**
 * A small deterministic random stream: sfc32 (Chris Doty-Humphrey, PractRand, public domain). The platform's own
 * generator cannot be seeded, and a phantom has to be the same on every machine.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** Normal with the given mean and deviation, cut at `limit` deviations so no phantom is absurd. */
  normal(mean: number, deviation: number, limit?: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely. */
  pick<T>(items: readonly [T, ...T[]]): T;
}

/**
 * A stream named by its parts. Each use has a stream of its own (`anatomy`, `lesion`, `noise`, ...), so a draw more
 * in one never shifts another: the same seed with another lesion class keeps the same body and scanner.
 */
export function createRandom(...name: readonly (string | number)[]): Random {
  const next = sfc32(hash128(name.join('\u0000')));
  const uniform = (low: number, high: number) => low + (high - low) * next();
  const random: Random = {
    next,
    uniform,
    integer: (low, high) => Math.min(high, Math.floor(uniform(low, high + 1))),
    normal: (mean, deviation, limit = 2.5) => {
      for (;;) {
        const z = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
        if (Math.abs(z) <= limit) return mean + deviation * z;
      }
    },
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.min(items.length - 1, Math.floor(next() * items.length))]!,
  };
  return random;
}

/** 128 bits of a text (cyrb128, public domain): spreads similar names far apart. */
export function hash128(text: string): [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

function sfc32([a, b, c, d]: [number, number, number, number]): () => number {
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
