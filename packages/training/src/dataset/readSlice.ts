import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelInput } from '@eventeye/inference';
import { readPrepared, sha256 } from '@eventeye/inference/pipeline';
import type { PreparedSlice } from './preparedIndex.js';

/**
 * Samples of a prepared slice, known to be those its index lists.
 *
 * @throws Error when the picture is another: figures would be those of another data set.
 */
export async function readSlice(
  folder: string,
  { path, pixels }: PreparedSlice,
  input: ModelInput,
): Promise<Uint8Array> {
  const samples = await readPrepared(new Uint8Array(readFileSync(join(folder, path))), input);
  if (sha256(samples) !== pixels)
    throw new Error(`${path} is not the picture that was prepared. Prepare the cohort again.`);
  return samples;
}
