import { workerData } from 'piscina';
import { renderHeatmap } from '../explain/renderHeatmap.js';
import { inspectImage } from '../pipeline/inspectImage.js';
import { renderImage } from '../pipeline/renderImage.js';
import { type Job, performTask } from './performTask.js';
import type { EngineSettings, TaskOutcome } from './protocol.js';

const { limits } = workerData as EngineSettings;

/** A thread for pictures: it never loads the runtime, so an upload waits neither for a model nor for analyses. */
export default function run(job: Job<'inspect' | 'render' | 'heatmap'>): Promise<TaskOutcome> {
  return performTask(job, (task) => {
    if (task.operation === 'inspect') return inspectImage(task.bytes, limits);
    if (task.operation === 'render') return renderImage(task.bytes, task.options, limits);
    return renderHeatmap(task.attention, task.width, task.height);
  });
}
