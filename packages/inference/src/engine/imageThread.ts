import { workerData } from 'piscina';
import { inspectImage } from '../pipeline/inspectImage.js';
import { renderHeatmap } from '../render/renderHeatmap.js';
import { renderImage } from '../render/renderImage.js';
import { renderOverlay } from '../render/renderOverlay.js';
import { drawProjection } from '../volume/drawProjection.js';
import { projectSlices } from '../volume/projectSlices.js';
import { renderSubtraction } from '../volume/renderSubtraction.js';
import { type Job, performTask } from './performTask.js';
import type { EngineSettings, TaskOutcome } from './protocol.js';
import { throwIfCanceled } from './taskFlags.js';

const { limits } = workerData as EngineSettings;

type Picture = 'inspect' | 'render' | 'heatmap' | 'overlay' | 'subtract' | 'projectSlices' | 'drawProjection';

/** A thread for pictures: it never loads the runtime, so an upload waits neither for a model nor for analyses. */
export default function run(job: Job<Picture>): Promise<TaskOutcome> {
  return performTask(job, (task) => {
    if (task.operation === 'inspect') return inspectImage(task.bytes, limits);
    if (task.operation === 'render') return renderImage(task.bytes, task.options, limits);
    if (task.operation === 'overlay') return renderOverlay(task.bytes, task.attention, task.options, limits);
    if (task.operation === 'subtract') return renderSubtraction(task, task.window, limits);
    if (task.operation === 'projectSlices')
      return projectSlices(task.step, limits, () => throwIfCanceled(job.flags));
    if (task.operation === 'drawProjection') return drawProjection(task.projection);
    return renderHeatmap(task.attention, task.width, task.height);
  });
}
