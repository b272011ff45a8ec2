import { gateLength, judgeGate } from '@eventeye/inference/pipeline';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../config/config.js';
import { modelInputOf } from '../stages/prepareStage.js';
import { drawExposures, drawHeldOut, spoil } from './exposures.js';
import { fitGate } from './fitGate.js';
import { fitLogistic } from './logistic.js';

/** Numbers in 0..1 that repeat with the seed. */
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const channels = 8;
/** In scope: channels about 1, a bright centre. Out of scope: other channels, or another layout. */
const vectors = (count: number, seed: number, kind: 'inside' | 'features' | 'layout') => {
  const next = numbers(seed);
  return Array.from({ length: count }, () =>
    Float32Array.from({ length: gateLength(channels) }, (_, i) => {
      const noise = 0.2 * (next() - 0.5);
      if (i < channels) return (kind === 'features' ? (i % 2 ? 2 : 0) : 1) + noise;
      const cell = (i - channels) % 196;
      const centre = Math.hypot((cell % 14) - 6.5, Math.floor(cell / 14) - 6.5) < 4;
      return (centre !== (kind === 'layout') ? 0.8 : 0.1) + noise;
    }),
  );
};

describe('fitGate', () => {
  const fitted = fitGate({
    inside: vectors(300, 1, 'inside'),
    outside: [...vectors(60, 2, 'features'), ...vectors(60, 3, 'layout')],
    validation: vectors(200, 4, 'inside'),
  });
  const passes = (vector: Float32Array) => {
    const { score, distance } = judgeGate(fitted.gate, vector);
    return score >= fitted.minScore && distance <= fitted.maxDistance;
  };

  it('passes what it was fitted on and what is like it', () => {
    expect(fitted.validationPassRate).toBeGreaterThanOrEqual(0.98);
    expect(vectors(200, 5, 'inside').filter(passes).length).toBeGreaterThan(185);
  });

  it('refuses other features and another layout', () => {
    expect(vectors(50, 6, 'features').filter(passes)).toHaveLength(0);
    expect(vectors(50, 7, 'layout').filter(passes)).toHaveLength(0);
  });
});

describe('fitLogistic', () => {
  it('finds the direction that separates, and weighs both classes the same', () => {
    const next = numbers(9);
    const rows = Array.from({ length: 400 }, (_, i) => Float32Array.of(next() + (i < 40 ? 1 : -1), next()));
    const { weights, bias } = fitLogistic(
      rows,
      rows.map((_, i) => i < 40),
      { penalty: 0.01 },
    );
    expect(weights[0]).toBeGreaterThan(10 * Math.abs(weights[1]!));
    // Where the classes meet, although one is nine times as common.
    expect(Math.abs(-bias / weights[0]! - 0.5)).toBeLessThan(0.3);
  });
});

describe('exposures', () => {
  const input = modelInputOf(
    configSchema.parse({
      name: 'test',
      version: '0.0.1',
      description: 'test',
      source: { manifest: 'none', description: 'test' },
      prepare: { size: 64 },
    }),
  );
  const all = async (pictures: ReturnType<typeof drawExposures>) => {
    const list = [];
    for await (const { kind, samples } of pictures)
      list.push(`${kind} ${Buffer.from(samples).toString('base64')}`);
    return list;
  };

  it('can be drawn again, and share none with those that are held out', async () => {
    const exposed = await all(drawExposures(input, 2));
    expect(exposed).toEqual(await all(drawExposures(input, 2)));
    const heldOut = new Set(await all(drawHeldOut(input, 2)));
    expect(exposed.filter((one) => !one.startsWith('BLANK') && heldOut.has(one))).toEqual([]);
  });

  it('spoil a slice in three ways and leave nothing as it was', () => {
    const slice = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i * 7 + Math.floor(i / 64) * 3) % 251);
    const kinds = Array.from({ length: 12 }, (_, i) => spoil(slice, 64, i));
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['NEGATIVE', 'TURNED', 'SHUFFLED']));
    for (const { samples } of kinds) expect(Buffer.from(samples).equals(slice)).toBe(false);
    const sorted = (samples: Uint8Array) => [...samples].sort((a, b) => a - b).join();
    for (const { kind, samples } of kinds)
      if (kind !== 'NEGATIVE') expect(sorted(samples)).toBe(sorted(slice));
  });
});
