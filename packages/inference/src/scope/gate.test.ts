import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/schema.js';
import { sha256 } from '../pipeline/hash.js';
import { encodeGate, type Gate, judgeGate, loadGate } from './gate.js';
import { gateCells, gateLength, gateVector } from './gateVector.js';

const cells = gateCells * gateCells;
const channels = 2;
const length = gateLength(channels);
/** Weighs the first channel, and measures the first cell. */
const gate = (): Gate => ({
  mean: new Float32Array(length).fill(1),
  deviation: new Float32Array(length).fill(2),
  weights: Float32Array.from({ length }, (_, i) => (i === 0 ? 3 : 0)),
  bias: 0.5,
  projection: Float32Array.from({ length: 2 * cells }, (_, i) => (i === 0 ? 4 : 0)),
});

describe('gateVector', () => {
  it('holds channel means, then brightness and spread of each cell', () => {
    const size = gateCells * 2;
    const features = Float32Array.of(1, 2, 3, 6, 10, 10, 10, 10);
    // The first cell is half black, half white; the last one is grey all over.
    const samples = new Uint8Array(size * size);
    samples[0] = samples[size + 1] = 255;
    for (const i of [1, 2]) samples.fill(102, size * (size - i + 1) - 2, size * (size - i + 1));
    const vector = gateVector(features, channels, samples, size, size);
    expect([vector[0], vector[1]]).toEqual([3, 10]);
    expect(vector[2]).toBeCloseTo(0.5, 6);
    expect(vector[2 + cells]).toBeCloseTo(0.5, 6);
    expect(vector[2 + cells - 1]).toBeCloseTo(0.4, 6);
    expect(vector[2 + 2 * cells - 1]).toBeCloseTo(0, 6);
  });

  it('takes the mean over three channels', () => {
    const samples = Uint8Array.from({ length: gateCells ** 2 * 3 }, (_, i) => (i % 3) * 51);
    expect(gateVector(new Float32Array(2), 2, samples, gateCells, gateCells)[2]).toBeCloseTo(0.2, 6);
  });
});

describe('judgeGate', () => {
  it('scores by the weights, and measures the layout by its own projection', () => {
    const vector = new Float32Array(length).fill(1);
    expect(judgeGate(gate(), vector)).toEqual({ score: 0.5, distance: 0 });
    vector[0] = 5;
    vector[channels] = 2;
    expect(judgeGate(gate(), vector)).toEqual({ score: 0.5 + 3 * 2, distance: (4 * 0.5) ** 2 / 2 });
  });

  it('does not let one odd number decide alone', () => {
    const vector = new Float32Array(length).fill(1);
    vector[0] = 1e9;
    expect(judgeGate(gate(), vector).score).toBe(0.5 + 3 * 8);
  });
});

describe('loadGate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-gate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const manifest = (bytes: Uint8Array, hash = sha256(bytes)) => {
    writeFileSync(join(folder, 'gate.bin'), bytes);
    const file = { path: 'gate.bin', sha256: hash, byteLength: bytes.length };
    return { outputs: { featureShape: [channels, 7, 7] }, scope: { gate: { file } } } as unknown as Manifest;
  };

  it('reads what was written', () => {
    const known = gate();
    expect(loadGate(folder, manifest(encodeGate(known)))).toEqual(known);
    expect(loadGate(folder, { scope: {} } as Manifest)).toBeUndefined();
  });

  it.each([
    ['another hash', () => manifest(encodeGate(gate()), '0'.repeat(64)), 'another hash'],
    ['another length', () => manifest(encodeGate(gate()).slice(0, -4)), 'another length'],
    [
      'a number that is none',
      () => manifest(encodeGate({ ...gate(), bias: Number.NaN })),
      'numbers that are none',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(() => loadGate(folder, make())).toThrow(message);
  });
});
