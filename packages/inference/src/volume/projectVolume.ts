import { EventEyeError } from '@eventeye/core';
import type { Projection } from './drawProjection.js';
import type { ProjectedStep, ProjectionStep } from './projectSlices.js';
import { maxVolumeSlices, type ProjectionOptions, type VolumeSlice } from './volumeTypes.js';

/** What the engine does for a projection. */
export interface ProjectionWork {
  projectSlices(step: ProjectionStep, signal?: AbortSignal): Promise<ProjectedStep>;
  drawProjection(projection: Projection, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Files of one step: enough to keep the engine busy, few enough to let other work in between. */
const sliceCount = 16;
const stepBytes = 32 * 1024 * 1024;

/**
 * Hands a volume to the engine a few slices at a time and carries the projection from step to step. Here and there, one
 * step's files and one projection are in memory, whatever the length of the series; the engine keeps nothing between steps.
 *
 * @param slices in the order of their positions along the normal; asked for as they are needed.
 * @throws EventEyeError IMAGE_TOO_LARGE for more than 2,000 slices, ANALYSIS_CANCELED, and the codes of the steps.
 */
export async function projectVolume(
  work: ProjectionWork,
  slices: AsyncIterable<VolumeSlice>,
  { plane, signal, ...window }: ProjectionOptions,
): Promise<Uint8Array> {
  let reference: ProjectedStep['reference'] | undefined;
  let maximum: Float32Array | undefined;
  let isSubtraction = false;
  const positionsMm: number[] = [];
  const lines: Float32Array[] = [];
  for await (const step of inSteps(slices)) {
    isSubtraction ||= step.some(({ base }) => base !== undefined);
    const found = await work.projectSlices({ slices: step, plane, reference, maximum }, signal);
    reference = found.reference;
    positionsMm.push(...found.positionsMm);
    if (found.isMaximum) maximum = found.pixels;
    else lines.push(found.pixels);
  }
  if (!reference)
    throw new EventEyeError('NOT_FOUND', 'The series holds no slices. Look the study up again.');
  const pixels = maximum ? [maximum] : lines;
  return work.drawProjection({ plane, reference, positionsMm, pixels, isSubtraction, window }, signal);
}

async function* inSteps(slices: AsyncIterable<VolumeSlice>): AsyncGenerator<VolumeSlice[]> {
  let step: VolumeSlice[] = [];
  let bytes = 0;
  let count = 0;
  for await (const slice of slices) {
    if (++count > maxVolumeSlices) {
      throw new EventEyeError(
        'IMAGE_TOO_LARGE',
        `A series of more than ${maxVolumeSlices} slices is not projected. Ask for its single slices.`,
      );
    }
    step.push(slice);
    bytes += slice.bytes.length + (slice.base?.length ?? 0);
    if (step.length < sliceCount && bytes < stepBytes) continue;
    yield step;
    step = [];
    bytes = 0;
  }
  if (step.length > 0) yield step;
}
