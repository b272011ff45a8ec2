import type { ModelInput } from '@eventeye/inference';
import { prepareSlice } from '@eventeye/inference/pipeline';
import { drawStranger, type StrangerKind, strangerKinds } from '@eventeye/phantom';
import sharp from 'sharp';

/** Drawn pictures from this seed on are for fitting; those before it are held out. */
const firstExposure = 1000;

/** A prepared picture that is no breast MR slice. */
export interface Exposure {
  kind: StrangerKind | 'SHUFFLED' | 'NEGATIVE' | 'TURNED';
  samples: Uint8Array;
}

/**
 * Pictures the gate learns to refuse: drawn strangers, cropped, turned, inverted and blurred at random.
 *
 * @param count pictures of each kind.
 */
export async function* drawExposures(input: ModelInput, count: number): AsyncGenerator<Exposure> {
  for (const kind of strangerKinds) {
    for (let i = 0; i < (kind === 'BLANK' ? 3 : count); i++) {
      const seed = firstExposure + i;
      yield { kind, samples: await prepared(await disturb(await encode(kind, seed), seed), input) };
    }
  }
}

/** Held-out strangers as they were drawn, for measuring. */
export async function* drawHeldOut(input: ModelInput, count: number): AsyncGenerator<Exposure> {
  if (count > firstExposure) throw new RangeError(`At most ${firstExposure} pictures a kind are held out.`);
  for (const kind of strangerKinds)
    for (let i = 0; i < count; i++) yield { kind, samples: await prepared(await encode(kind, i), input) };
}

/**
 * Breaks what makes a breast MR slice one: its quarters shuffled, its brightness inverted, or the whole turned.
 *
 * @param samples `side * side * depth` prepared samples.
 */
export function spoil(samples: Uint8Array, side: number, index: number): Exposure {
  const depth = samples.length / (side * side);
  const pick = (from: (x: number, y: number) => [number, number]) => {
    const out = new Uint8Array(samples.length);
    for (let y = 0, i = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const [fx, fy] = from(x, y);
        for (let channel = 0; channel < depth; channel++, i++)
          out[i] = samples[(fy * side + fx) * depth + channel]!;
      }
    }
    return out;
  };
  if (index % 3 === 0) return { kind: 'NEGATIVE', samples: samples.map((value) => 255 - value) };
  if (index % 3 === 1) {
    // Mirrored left to right it would still be one: upside down, or by a quarter.
    const last = side - 1;
    const upsideDown = Math.floor(index / 3) % 2 === 0;
    return { kind: 'TURNED', samples: pick((x, y) => (upsideDown ? [x, last - y] : [y, x])) };
  }
  const cells = Math.floor(index / 3) % 2 === 0 ? 2 : 4;
  const edge = Math.floor(side / cells);
  const shift = 1 + (Math.floor(index / 6) % (cells * cells - 1));
  return {
    kind: 'SHUFFLED',
    samples: pick((x, y) => {
      const cell =
        (Math.min(cells - 1, Math.floor(y / edge)) * cells +
          Math.min(cells - 1, Math.floor(x / edge)) +
          shift) %
        (cells * cells);
      return [(cell % cells) * edge + (x % edge), Math.floor(cell / cells) * edge + (y % edge)];
    }),
  };
}

async function encode(kind: StrangerKind, seed: number): Promise<Buffer> {
  const { width, height, grey } = drawStranger(kind, seed);
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

/** Deterministic disturbances from the seed, so that a gate can be fitted again. */
async function disturb(png: Buffer, seed: number): Promise<Buffer> {
  const chance = (salt: number) => (Math.imul(seed * 31 + salt, 0x9e3779b1) >>> 8) / 2 ** 24;
  let picture = sharp(png);
  const { width, height } = await picture.metadata();
  if (chance(1) < 0.3) {
    const [w, h] = [
      Math.round(width * (0.5 + 0.5 * chance(2))),
      Math.round(height * (0.5 + 0.5 * chance(3))),
    ];
    const left = Math.floor((width - w) * chance(4));
    picture = picture.extract({ left, top: Math.floor((height - h) * chance(5)), width: w, height: h });
  }
  picture = sharp(await picture.png().toBuffer());
  if (chance(6) < 0.3) picture = picture.negate();
  if (chance(7) < 0.3) picture = picture.rotate(90 * Math.floor(1 + 3 * chance(8)));
  if (chance(9) < 0.5) picture = picture.flop();
  if (chance(10) < 0.3) picture = picture.blur(0.5 + 3 * chance(11));
  if (chance(12) < 0.5) picture = picture.gamma(1 + 1.5 * chance(13));
  return picture.toColourspace('b-w').png().toBuffer();
}

/** For a model of three channels a stranger stands in for all of them. */
async function prepared(png: Buffer, input: ModelInput): Promise<Uint8Array> {
  return (await prepareSlice(new Uint8Array(png), input, { preContrast: new Uint8Array(png) })).samples;
}
