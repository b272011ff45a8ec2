import { type ModelSession, toTensor } from '@eventeye/inference/pipeline';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { readSlice } from '../dataset/readSlice.js';

/** What the model gave for one prepared slice. */
export interface JudgedSlice extends PreparedSlice {
  logits: number[];
}

/** What to do with each slice while its samples are at hand. */
export interface JudgeOptions {
  onSlice?: (slice: JudgedSlice, samples: Uint8Array, features: Float32Array) => void;
}

/**
 * Runs the serving session over prepared slices, one after the other.
 *
 * @throws Error as `readSlice`.
 */
export async function judgeSlices(
  folder: string,
  slices: readonly PreparedSlice[],
  session: ModelSession,
  options: JudgeOptions = {},
): Promise<JudgedSlice[]> {
  const judged: JudgedSlice[] = [];
  for (const slice of slices) {
    const samples = await readSlice(folder, slice, session.manifest.input);
    const { logits, features } = await session.run(toTensor(samples, session.manifest.input));
    const one = { ...slice, logits: [...logits] };
    judged.push(one);
    options.onSlice?.(one, samples, features);
  }
  return judged;
}
