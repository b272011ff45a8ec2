import { availableParallelism } from 'node:os';
import { describeModel, loadManifest } from '../manifest/loadManifest.js';
import type { OverlayOptions, RenderOptions } from '../render/renderTypes.js';
import { traceTask } from '../tracing/traceTask.js';
import type {
  AnalyzeOptions,
  AttentionMap,
  Engine,
  EngineOptions,
  ImageInspection,
  Prediction,
} from '../types.js';
import { projectVolume } from '../volume/projectVolume.js';
import type { ProjectionOptions, SubtractionOptions, VolumeSlice } from '../volume/volumeTypes.js';
import type { EngineSettings, OperationName, Operations, Task } from './protocol.js';
import { superviseEngine } from './superviseEngine.js';

/**
 * Starts the engine: a supervised process with Piscina threads, one session each. It resolves as soon as the process
 * runs; `ready()` tells when the model answered its golden picture. See `superviseEngine` for what happens when it ends.
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
  const supervision = superviseEngine({
    settings,
    maxMemoryBytes: options.maxMemoryBytes ?? 2 * 1024 ** 3,
    log: options.log ?? (() => {}),
  });

  async function ask<Name extends OperationName>(
    operation: Name,
    request: Operations[Name]['request'],
    signal?: AbortSignal,
  ): Promise<Operations[Name]['response']> {
    const task = { operation, ...request } as Task;
    const answer = await traceTask(operation, async (trace) =>
      (await supervision.child()).run(task, signal, trace),
    );
    return answer as Operations[Name]['response'];
  }

  return {
    model,
    get pid() {
      return supervision.pid;
    },
    async ready() {
      await (await supervision.child()).ready;
    },
    inspect: (bytes: Uint8Array): Promise<ImageInspection> => ask('inspect', { bytes }),
    render: (bytes: Uint8Array, render: RenderOptions = {}, signal?: AbortSignal) =>
      ask('render', { bytes, options: render }, signal),
    renderHeatmap: (attention: AttentionMap, width: number, height: number, signal?: AbortSignal) =>
      ask('heatmap', { attention, width, height }, signal),
    renderOverlay: (
      bytes: Uint8Array,
      attention: AttentionMap,
      overlay: OverlayOptions = {},
      signal?: AbortSignal,
    ) => ask('overlay', { bytes, attention, options: overlay }, signal),
    analyze: (bytes: Uint8Array, options: AnalyzeOptions = {}): Promise<Prediction> => {
      const { frame = 0, preContrast, signal } = options;
      return ask('analyze', { bytes, frame, preContrast }, signal);
    },
    subtract: (bytes: Uint8Array, base: Uint8Array, options: SubtractionOptions = {}) => {
      const { signal, ...window } = options;
      return ask('subtract', { bytes, base, window }, signal);
    },
    project: (slices: AsyncIterable<VolumeSlice>, options: ProjectionOptions) =>
      projectVolume(
        {
          projectSlices: (step, signal) => ask('projectSlices', { step }, signal),
          drawProjection: (projection, signal) => ask('drawProjection', { projection }, signal),
        },
        slices,
        options,
      ),
    hang: () => ask('hang', {}),
    close: () => supervision.close(),
  };
}
