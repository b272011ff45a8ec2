import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { sha256, tensorSha256 } from './hash.js';
import { readPrepared } from './readPrepared.js';
import type { ModelSession } from './session.js';
import { toTensor } from './toTensor.js';

/**
 * Runs the model on its golden picture, a prepared slice as an 8-bit PNG, and compares tensor and logits with what was
 * measured when it was packed. Catches a damaged runtime, a processor whose int8 arithmetic saturates, a changed
 * normalisation.
 *
 * @throws EventEyeError MODEL_GOLDEN_MISMATCH, MODEL_INVALID when the golden picture is absent or another.
 */
export async function checkGolden(directory: string, session: ModelSession): Promise<void> {
  const { golden, input } = session.manifest;
  const invalid = (what: string, cause?: unknown) =>
    new EventEyeError(
      'MODEL_INVALID',
      `The golden picture ${golden.image} ${what}. Install the model again.`,
      { cause },
    );
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(join(directory, golden.image)));
  } catch (cause) {
    throw invalid('can not be read', cause);
  }
  if (sha256(bytes) !== golden.imageSha256) throw invalid('is not the one the manifest names');
  const samples = await readPrepared(bytes, input).catch((cause: Error) => {
    throw invalid(cause.message.startsWith('has ') ? cause.message : 'can not be decoded', cause);
  });
  const tensor = toTensor(samples, input);
  const mismatch = (what: string) =>
    new EventEyeError(
      'MODEL_GOLDEN_MISMATCH',
      `The model's golden check failed: ${what}. This machine would not reproduce the model's results; do not use it for inference.`,
    );
  if (tensorSha256(tensor) !== golden.inputTensorSha256) throw mismatch('the input tensor differs');
  const { logits } = await session.run(tensor).catch((cause: unknown) => {
    throw EventEyeError.is(cause) ? cause : invalid('does not go through the model', cause);
  });
  const worst = Math.max(...golden.logits.map((expected, i) => Math.abs(expected - logits[i]!)));
  if (!(worst <= golden.tolerance))
    throw mismatch(`the logits differ by ${worst.toPrecision(3)}, allowed are ${golden.tolerance}`);
}
