import { workerData } from 'piscina';
import { loadManifest } from '../manifest/loadManifest.js';
import type { Manifest } from '../manifest/schema.js';
import { prepareInput } from '../pipeline/prepareInput.js';
import type { StageName } from '../tracing/stageClock.js';
import { type Job, performTask } from './performTask.js';
import type { EngineSettings, TaskOutcome } from './protocol.js';
import { throwIfCanceled } from './taskFlags.js';

const { modelDirectory, precision, limits } = workerData as EngineSettings;
let manifest: Manifest | undefined;

/** A thread that decodes and resizes the next images while the sessions run the ones before. */
export default function run(job: Job<'prepare'>): Promise<TaskOutcome> {
  return performTask(job, ({ bytes, frame, preContrast }, enter) => {
    manifest ??= loadManifest(modelDirectory, precision);
    const onStage = (stage: StageName) => {
      throwIfCanceled(job.flags);
      enter(stage);
    };
    return prepareInput(bytes, manifest.input, {
      frame,
      limits,
      onStage,
      ...(preContrast && { preContrast }),
    });
  });
}
