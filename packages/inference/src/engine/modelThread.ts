import { EventEyeError } from '@eventeye/core';
import { workerData } from 'piscina';
import { checkGolden } from '../pipeline/checkGolden.js';
import { infer } from '../pipeline/infer.js';
import { type ModelSession, openSession } from '../pipeline/session.js';
import { type Job, performTask } from './performTask.js';
import type { EngineSettings, TaskOutcome } from './protocol.js';

const { modelDirectory, precision, provider, allowFaults } = workerData as EngineSettings;

let session: Promise<ModelSession> | undefined;
/** This thread runs one task at a time. */
let scratch: Float32Array<ArrayBuffer> | undefined;

/** The thread's own session. A thread that replaces a stuck one loads it with its first task. */
function model(): Promise<ModelSession> {
  session ??= openAndCheck().catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
}

async function openAndCheck(): Promise<ModelSession> {
  const opened = await openSession(modelDirectory, { provider, ...(precision && { precision }) });
  await checkGolden(modelDirectory, opened);
  return opened;
}

/** A thread with a session of its own: prepared inputs, one after another. */
export default function run(job: Job<'infer' | 'warm' | 'hang'>): Promise<TaskOutcome> {
  return performTask(job, async (task, enter) => {
    if (task.operation === 'infer') {
      const opened = await model();
      const { width, height } = opened.manifest.input;
      scratch ??= new Float32Array(3 * width * height);
      return infer(task.prepared, opened, { scratch, onStage: enter });
    }
    if (task.operation === 'warm') {
      await model();
      return true;
    }
    if (allowFaults) for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    throw new EventEyeError('INTERNAL', 'Faults are not allowed here.');
  });
}
