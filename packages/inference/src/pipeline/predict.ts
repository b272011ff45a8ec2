import type { Prediction } from '../types.js';
import { infer } from './infer.js';
import { type PrepareInputOptions, prepareInput } from './prepareInput.js';
import type { ModelSession } from './session.js';

/**
 * One frame from its bytes to the prediction, in this thread: decode, prepare, run, explain, judge.
 *
 * @throws EventEyeError the codes of `prepareSlice`; MODEL_INVALID when the outputs are not what the manifest says.
 */
export async function predict(
  bytes: Uint8Array,
  session: ModelSession,
  options: PrepareInputOptions = {},
): Promise<Prediction> {
  const prepared = await prepareInput(bytes, session.manifest.input, options);
  return infer(prepared, session, options.onStage && { onStage: options.onStage });
}
