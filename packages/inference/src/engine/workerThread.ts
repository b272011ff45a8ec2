import { EventEyeError } from '@eventeye/core';
import { workerData } from 'piscina';
import sharp from 'sharp';
import { renderHeatmap } from '../explain/renderHeatmap.js';
import { checkGolden } from '../pipeline/checkGolden.js';
import { inspectImage } from '../pipeline/inspectImage.js';
import { predict } from '../pipeline/predict.js';
import { renderImage } from '../pipeline/renderImage.js';
import { type ModelSession, openSession } from '../pipeline/session.js';
import type { EngineSettings, Task, TaskOutcome } from './protocol.js';
import { type TaskFlags, throwIfCanceled } from './taskFlags.js';
import { toWire } from './wireError.js';

const settings = workerData as EngineSettings;

// One thread is one processor: libvips must not start its own pool beside it, and no picture comes twice.
sharp.concurrency(1);
sharp.cache(false);

let session: Promise<ModelSession> | undefined;

/** The thread's own session, loaded with the first task that needs it: decoding never waits for a model. */
function model(): Promise<ModelSession> {
  session ??= openAndCheck().catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
}

async function openAndCheck(): Promise<ModelSession> {
  const opened = await openSession(settings.modelDirectory);
  await checkGolden(settings.modelDirectory, opened);
  return opened;
}

/**
 * Runs one task; the default export is what Piscina calls. Failures are values: an error that is cloned on its way out
 * of a thread keeps its message and loses its code.
 */
export default async function run(job: { task: Task; flags: TaskFlags }): Promise<TaskOutcome> {
  try {
    return { value: await perform(job) };
  } catch (error) {
    return { error: toWire(error) };
  }
}

async function perform({ task, flags }: { task: Task; flags: TaskFlags }): Promise<unknown> {
  flags.startedAt[0] = BigInt(Date.now());
  throwIfCanceled(flags);
  const { limits } = settings;
  switch (task.operation) {
    case 'inspect':
      return inspectImage(task.bytes, limits);
    case 'render':
      return renderImage(task.bytes, task.options, limits);
    case 'heatmap':
      return renderHeatmap(task.attention, task.width, task.height);
    case 'analyze':
      return predict(task.bytes, await model(), {
        frame: task.frame,
        limits,
        onStage: () => throwIfCanceled(flags),
      });
    case 'warm':
      await model();
      return true;
    case 'hang':
      if (settings.allowFaults) for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
      throw new EventEyeError('INTERNAL', 'Faults are not allowed here.');
  }
}
