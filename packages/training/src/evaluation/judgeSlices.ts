import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelSession, readPrepared, sha256, toTensor } from '@eventeye/inference/pipeline';
import type { PreparedSlice } from '../dataset/preparedIndex.js';

/** What the model gave for one prepared slice. */
export interface JudgedSlice extends PreparedSlice {
  logits: number[];
  /** `channels * rows * columns`; only where asked for. */
  features: Float32Array | undefined;
}

/** What to do with each slice while its samples are at hand. */
export interface JudgeOptions {
  keepFeatures?: boolean;
  onSlice?: (slice: JudgedSlice, samples: Uint8Array, features: Float32Array) => void;
}

/**
 * Runs the serving session over prepared slices, one after the other.
 *
 * @throws Error when a picture is not the one the index names: figures would be those of another data set.
 */
export async function judgeSlices(
  folder: string,
  slices: readonly PreparedSlice[],
  session: ModelSession,
  options: JudgeOptions = {},
): Promise<JudgedSlice[]> {
  const judged: JudgedSlice[] = [];
  for (const slice of slices) {
    const samples = await readPrepared(
      new Uint8Array(readFileSync(join(folder, slice.path))),
      session.manifest.input,
    );
    if (sha256(samples) !== slice.pixels)
      throw new Error(`${slice.path} is not the picture that was prepared. Prepare the cohort again.`);
    const { logits, features } = await session.run(toTensor(samples, session.manifest.input));
    const one = { ...slice, logits: [...logits], features: options.keepFeatures ? features : undefined };
    judged.push(one);
    options.onSlice?.(one, samples, features);
  }
  return judged;
}
