import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImage, type ModelSession, toTensor } from '@eventeye/inference/pipeline';
import type { PreparedSlice } from '../dataset/preparedIndex.js';

/** What the model gave for one prepared slice. */
export interface JudgedSlice extends PreparedSlice {
  logits: number[];
  /** `channels * rows * columns`; only where asked for. */
  features: Float32Array | undefined;
}

/** Runs the serving session over prepared slices, one after the other. */
export async function judgeSlices(
  folder: string,
  slices: readonly PreparedSlice[],
  session: ModelSession,
  options: { keepFeatures?: boolean; onSlice?: (done: number) => void } = {},
): Promise<JudgedSlice[]> {
  const judged: JudgedSlice[] = [];
  for (const slice of slices) {
    const { grey } = await decodeImage(new Uint8Array(readFileSync(join(folder, slice.path))));
    const { logits, features } = await session.run(toTensor(Uint8Array.from(grey), session.manifest.input));
    judged.push({
      ...slice,
      logits: [...logits],
      features: options.keepFeatures ? Float32Array.from(features) : undefined,
    });
    options.onSlice?.(judged.length);
  }
  return judged;
}
