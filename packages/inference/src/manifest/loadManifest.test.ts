import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../pipeline/session.js';
import { makeTinyModel } from '../testing/tinyModel.js';
import { describeModel, loadManifest } from './loadManifest.js';
import type { Manifest } from './schema.js';

let directory: string;
let valid: Manifest;
beforeAll(async () => {
  directory = await makeTinyModel();
  valid = loadManifest(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

const write = (change: (manifest: Manifest) => void) => {
  const manifest = structuredClone(valid);
  change(manifest);
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
};
const faultOf = async (work: () => unknown) => {
  try {
    await work();
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? `${error.code} ${error.message}` : String(error);
  }
};

describe('loadManifest', () => {
  it.each<[string, RegExp, (manifest: Manifest) => void]>([
    ['a hash', /file\.sha256: must be/, (m) => Object.assign(m.file, { sha256: 'abc' })],
    [
      'a path out of the folder',
      /file\.path: must be/,
      (m) => Object.assign(m.file, { path: '../other.onnx' }),
    ],
    [
      'a temperature of zero',
      /calibration\.temperature/,
      (m) => Object.assign(m.calibration, { temperature: 0 }),
    ],
    [
      'labels that are all benign',
      /labels: must hold/,
      (m) =>
        m.labels.forEach((l) => {
          l.malignant = false;
        }),
    ],
    [
      'weights of another shape',
      /classActivation\.weights: must hold/,
      (m) => Object.assign(m.outputs, { featureShape: [9, 7, 7] }),
    ],
    ['golden logits of another length', /golden\.logits: must hold/, (m) => m.golden.logits.push(1)],
    ['an unknown schema version', /schemaVersion/, (m) => Object.assign(m, { schemaVersion: 2 })],
  ])('names the field at fault: %s', async (_, field, change) => {
    write(change);
    const fault = await faultOf(() => loadManifest(directory));
    expect(fault).toMatch(/^MODEL_INVALID/);
    expect(fault).toMatch(field);
  });

  it('keeps fields it does not know, so that what is stored is what was shipped', () => {
    write((manifest) => Object.assign(manifest.scope, { featureGate: { distance: 3 } }));
    expect(describeModel(loadManifest(directory)).manifest).toMatchObject({
      scope: { featureGate: { distance: 3 } },
    });
  });

  it('refuses a folder without a manifest and one that is no JSON', async () => {
    expect(await faultOf(() => loadManifest(join(directory, 'nowhere')))).toMatch(/^MODEL_INVALID/);
    writeFileSync(join(directory, 'manifest.json'), '{');
    expect(await faultOf(() => loadManifest(directory))).toMatch(/^MODEL_INVALID/);
  });
});

describe('openSession', () => {
  it('finds names that the model does not have', async () => {
    write((manifest) => Object.assign(manifest.input, { name: 'pixels' }));
    expect(await faultOf(() => openSession(directory))).toMatch(/MODEL_INVALID .*no input "pixels"/);
    write((manifest) => Object.assign(manifest.outputs, { features: 'layer9' }));
    expect(await faultOf(() => openSession(directory))).toMatch(/MODEL_INVALID .*no output "layer9"/);
  });

  it('finds outputs of another shape with the first run', async () => {
    write((manifest) => {
      manifest.labels.push({ name: 'NORMAL', malignant: false });
      manifest.golden.logits.push(0);
      manifest.classActivation.weights = Buffer.alloc(3 * 8 * 4).toString('base64');
    });
    const session = await openSession(directory);
    expect(await faultOf(() => session.run(new Float32Array(3 * 224 * 224)))).toMatch(
      /MODEL_INVALID .*logits has 2 numbers/,
    );
    await session.release();
  });

  it('does not take numbers that are none for a result', async () => {
    write(() => {});
    const session = await openSession(directory);
    const tensor = new Float32Array(3 * 224 * 224).fill(Number.NaN);
    expect(await faultOf(() => session.run(tensor))).toMatch(/MODEL_INVALID/);
    await session.release();
  });
});
