import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { EventEyeError } from '@eventeye/core';
import { describeModel, loadManifest } from '../manifest/loadManifest.js';
import type {
  AnalyzeOptions,
  AttentionMap,
  Engine,
  EngineOptions,
  ImageInspection,
  Prediction,
  RenderOptions,
} from '../types.js';
import { EngineChild } from './engineChild.js';
import type { EngineSettings, OperationName, Operations } from './protocol.js';

const firstDelayMs = 50;
const longestDelayMs = 5_000;

/**
 * Starts the engine: a supervised process with Piscina threads, one session each. It resolves as soon as the process
 * runs; `ready()` tells when the model answered its golden picture. After a crash the process is started again, with a
 * delay that doubles while it keeps crashing before it was ready.
 *
 * @throws EventEyeError MODEL_INVALID when the manifest is not valid.
 */
export async function startEngine(
  options: EngineOptions & { allowFaults?: boolean },
): Promise<Engine & { hang(): Promise<never> }> {
  const model = describeModel(loadManifest(options.modelDirectory, options.precision));
  const settings: EngineSettings = {
    modelDirectory: options.modelDirectory,
    precision: options.precision,
    provider: options.provider ?? 'cpu',
    threads: options.threads ?? Math.max(1, Math.floor(availableParallelism() / 2)),
    limits: options.limits ?? {},
    taskTimeoutMs: options.taskTimeoutMs ?? 60_000,
    maxQueue: options.maxQueue ?? 256,
    allowFaults: options.allowFaults ?? false,
  };
  const log = options.log ?? (() => {});
  let closed = false;
  const closing = new AbortController();
  let child = new EngineChild(settings, log);
  /** Resolves when there is a child to talk to. */
  let available: Promise<void> = Promise.resolve();

  const supervise = (current: EngineChild, delayMs: number) => {
    let wasReady = false;
    current.ready.then(
      () => {
        wasReady = true;
        log('engine.ready', { pid: current.pid, threads: settings.threads });
      },
      (error: unknown) => log('engine.unready', { code: EventEyeError.is(error) ? error.code : 'INTERNAL' }),
    );
    void current.ended.then(() => {
      if (closed) return;
      const wait = wasReady ? firstDelayMs : delayMs;
      available = delay(wait, undefined, { signal: closing.signal }).then(
        () => {
          child = new EngineChild(settings, log);
          supervise(child, Math.min(longestDelayMs, wait * 2));
        },
        () => {},
      );
    });
  };
  supervise(child, firstDelayMs);

  async function ask<Name extends OperationName>(
    operation: Name,
    request: Operations[Name]['request'],
    signal?: AbortSignal,
  ): Promise<Operations[Name]['response']> {
    await available;
    if (closed)
      throw new EventEyeError(
        'ENGINE_CRASHED',
        'The inference engine was shut down. Try again when the server is back.',
      );
    return (await child.run(
      { operation, ...request } as Parameters<EngineChild['run']>[0],
      signal,
    )) as Operations[Name]['response'];
  }

  return {
    model,
    get pid() {
      return child.pid;
    },
    async ready() {
      await available;
      await child.ready;
    },
    inspect: (bytes: Uint8Array): Promise<ImageInspection> => ask('inspect', { bytes }),
    render: (bytes: Uint8Array, render: RenderOptions = {}) => ask('render', { bytes, options: render }),
    renderHeatmap: (attention: AttentionMap, width: number, height: number) =>
      ask('heatmap', { attention, width, height }),
    analyze: (bytes: Uint8Array, options: AnalyzeOptions = {}): Promise<Prediction> => {
      const { frame = 0, preContrast, signal } = options;
      return ask('analyze', { bytes, frame, preContrast }, signal);
    },
    hang: () => ask('hang', {}),
    async close() {
      closed = true;
      closing.abort();
      await child.close();
    },
  };
}
