import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadManifest } from '../manifest/loadManifest.js';
import { sha256 } from '../pipeline/hash.js';
import { makeTinyModel } from '../testing/tinyModel.js';
import type { EngineOptions } from '../types.js';
import { sourceFlags } from './sourceFlags.js';
import { startEngine } from './startEngine.js';

type TestEngine = Awaited<ReturnType<typeof startEngine>>;

let modelDirectory: string;
let picture: Uint8Array;
const engines: TestEngine[] = [];
const start = async (options: Partial<EngineOptions> = {}) => {
  const engine = await startEngine({ modelDirectory, threads: 1, allowFaults: true, ...options });
  engines.push(engine);
  return engine;
};
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (EventEyeError.is(error) ? error.code : String(error)),
  );

beforeAll(async () => {
  modelDirectory = await makeTinyModel();
  const grey = Uint8Array.from({ length: 300 * 200 }, (_, i) => i % 256);
  picture = await sharp(grey, { raw: { width: 300, height: 200, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
});
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));
afterAll(() => rmSync(modelDirectory, { recursive: true }));

describe('the engine', () => {
  it('answers after its golden check, each operation in the other process', async () => {
    const engine = await start();
    await engine.ready();
    expect(engine.pid).not.toBe(process.pid);
    expect(await engine.inspect(picture)).toEqual({ kind: 'png', width: 300, height: 200, frameCount: 1 });
    const prediction = await engine.analyze(picture);
    expect(prediction.receipt.modelSha256).toBe(engine.model.sha256);
    expect(prediction.probabilities.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    const heatmap = await sharp(await engine.renderHeatmap(prediction.attention, 300, 200)).metadata();
    expect(heatmap).toMatchObject({ format: 'png', width: 300, height: 200, hasAlpha: true });
    const rendered = await sharp(await engine.render(picture, { maxSize: 100 })).metadata();
    expect(rendered).toMatchObject({ format: 'png', width: 100, height: 67 });
  });

  it('gives the same result twice', async () => {
    const engine = await start();
    const [first, second] = await Promise.all([engine.analyze(picture), engine.analyze(picture)]);
    expect({ ...second, timings: null }).toEqual({ ...first, timings: null });
  });

  it('carries the code of a bad image and goes on', async () => {
    const engine = await start();
    expect(await codeOf(engine.analyze(new Uint8Array()))).toBe('IMAGE_EMPTY');
    expect(await codeOf(engine.analyze(new TextEncoder().encode('no image at all')))).toBe(
      'IMAGE_UNSUPPORTED',
    );
    expect(await codeOf(engine.inspect(picture.subarray(0, picture.length / 2)))).toBe('IMAGE_CORRUPT');
    expect(await codeOf(engine.analyze(picture, { frame: 3 }))).toBe('FRAME_OUT_OF_RANGE');
    expect((await engine.analyze(picture)).width).toBe(300);
  });

  it('fails what a killed process had in hand, and works again', async () => {
    const engine = await start();
    await engine.ready();
    const first = engine.pid!;
    const inHand = codeOf(engine.hang());
    const queued = codeOf(engine.analyze(picture));
    process.kill(first, 'SIGKILL');
    expect(await Promise.all([inHand, queued])).toEqual(['ENGINE_CRASHED', 'ENGINE_CRASHED']);
    expect((await engine.analyze(picture)).width).toBe(300);
    await engine.ready();
    expect(engine.pid).not.toBe(first);
  });

  it('stops a task that hangs, replaces its thread and serves the next', async () => {
    const engine = await start({ taskTimeoutMs: 200 });
    await engine.ready();
    const hanging = codeOf(engine.hang());
    expect(await hanging).toBe('ENGINE_TIMEOUT');
    expect((await engine.analyze(picture)).width).toBe(300);
  });

  it('looks at pictures while its sessions are busy or still loading', async () => {
    const engine = await start();
    const hanging = codeOf(engine.hang());
    expect((await engine.inspect(picture)).kind).toBe('png');
    expect(await engine.render(picture)).toBeInstanceOf(Uint8Array);
    process.kill(engine.pid!, 'SIGKILL');
    expect(await hanging).toBe('ENGINE_CRASHED');
  });

  it('ends with the process that started it, however that ended', async () => {
    const parent = fork(
      fileURLToPath(new URL('../testing/engineParent.ts', import.meta.url)),
      [modelDirectory],
      { execArgv: sourceFlags(import.meta.url) },
    );
    const [pid] = (await once(parent, 'message')) as [number];
    expect(() => process.kill(pid, 0)).not.toThrow();
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), 10_000);
  });

  it('refuses what does not fit its queue', async () => {
    const engine = await start({ maxQueue: 2 });
    await engine.ready();
    const hanging = codeOf(engine.hang());
    const codes = Promise.all(Array.from({ length: 6 }, () => codeOf(engine.analyze(picture))));
    // The hanging task holds the only session, so nothing leaves the queue until the process is killed.
    const refused = await Promise.race([
      codes,
      engine.analyze(picture).catch((error: EventEyeError) => error.code),
    ]);
    expect(refused).toBe('ENGINE_OVERLOADED');
    process.kill(engine.pid!, 'SIGKILL');
    expect(await hanging).toBe('ENGINE_CRASHED');
    expect((await codes).filter((code) => code === 'ENGINE_OVERLOADED')).toHaveLength(4);
  });

  it('replaces a process that has grown, and loses nothing over it', async () => {
    const recycled: string[] = [];
    const engine = await start({ maxMemoryBytes: 1, log: (event) => recycled.push(event) });
    await engine.ready();
    const first = engine.pid;
    await vi.waitUntil(
      async () => {
        await engine.analyze(picture);
        return engine.pid !== first;
      },
      { timeout: 20_000, interval: 1 },
    );
    expect((await engine.analyze(picture)).width).toBe(300);
    expect(recycled).toContain('engine.recycled');
    await vi.waitFor(() => expect(() => process.kill(first!, 0)).toThrow(/ESRCH/), 10_000);
  });

  it('rejects at once when the caller gives up', async () => {
    const engine = await start();
    await engine.ready();
    const hanging = codeOf(engine.hang());
    const caller = new AbortController();
    const given = codeOf(engine.analyze(picture, { signal: caller.signal }));
    caller.abort();
    expect(await given).toBe('ANALYSIS_CANCELED');
    expect(await codeOf(engine.analyze(picture, { signal: AbortSignal.abort() }))).toBe('ANALYSIS_CANCELED');
    process.kill(engine.pid!, 'SIGKILL');
    expect(await hanging).toBe('ENGINE_CRASHED');
  });
});

describe('a model that can not be trusted', () => {
  const withModel = async (
    spoil: (directory: string) => void,
    work: (engine: TestEngine) => Promise<void>,
  ) => {
    const directory = await makeTinyModel();
    try {
      spoil(directory);
      const engine = await start({ modelDirectory: directory });
      await work(engine);
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  it('is not ready when its golden logits do not come out, while pictures are still drawn', async () => {
    const spoil = (directory: string) => {
      const manifest = loadManifest(directory);
      manifest.golden.logits[0]! += 1;
      writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
    };
    await withModel(spoil, async (engine) => {
      expect(await codeOf(engine.ready())).toBe('MODEL_GOLDEN_MISMATCH');
      expect(await codeOf(engine.analyze(picture))).toBe('MODEL_GOLDEN_MISMATCH');
      expect((await engine.inspect(picture)).kind).toBe('png');
    });
  });

  it('is not loaded when its file was changed', async () => {
    const spoil = (directory: string) => {
      const bytes = readFileSync(join(directory, 'model.onnx'));
      bytes[bytes.length - 1]! ^= 1;
      writeFileSync(join(directory, 'model.onnx'), bytes);
    };
    await withModel(spoil, async (engine) => {
      expect(await codeOf(engine.ready())).toBe('MODEL_INVALID');
    });
  });

  it('is not loaded in a precision it does not have', async () => {
    await expect(start({ precision: 'int8' })).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: 'The model has no int8 form, only fp32. Choose one of these.',
    });
  });

  it('says that the machine lacks a provider, and does not fall back to another in silence', async () => {
    const engine = await start({ provider: 'cuda' });
    await expect(engine.ready()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/cuda does not start on this machine.*EVENTEYE_PROVIDER=cpu/),
    });
  });

  it('is not loaded when its file is no model at all', async () => {
    const spoil = (directory: string) => {
      const noise = Buffer.from('no graph in here');
      writeFileSync(join(directory, 'model.onnx'), noise);
      const manifest = loadManifest(directory);
      manifest.file = { ...manifest.file, sha256: sha256(noise), byteLength: noise.length };
      writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
    };
    await withModel(spoil, async (engine) => {
      expect(await codeOf(engine.ready())).toBe('MODEL_INVALID');
    });
  });

  it('does not start without a valid manifest, and says which field', async () => {
    const directory = await makeTinyModel((manifest) => {
      manifest.thresholds.benignBelow = 0.9;
    });
    await expect(startEngine({ modelDirectory: directory })).rejects.toThrow(/thresholds: must not cross/);
    rmSync(directory, { recursive: true });
    expect(await codeOf(startEngine({ modelDirectory: directory }))).toBe('MODEL_INVALID');
  });
});
