import { createHash } from 'node:crypto';
import { decodeImage } from '../decode/decodeImage.js';
import { attentionRegions } from '../explain/attentionRegions.js';
import { classActivation } from '../explain/classActivation.js';
import type { ImageLimits, Prediction } from '../types.js';
import { checkScope } from './checkScope.js';
import { postprocess } from './postprocess.js';
import { prepareDecoded } from './prepareSlice.js';
import type { ModelSession } from './session.js';
import { toTensor } from './toTensor.js';

/** Options of one pass. `onStage` is called before each stage and may throw to stop. */
export interface PredictOptions {
  frame?: number;
  limits?: Partial<ImageLimits>;
  onStage?: () => void;
}

/**
 * One pass over one frame: decode, prepare, run, explain, judge.
 *
 * @throws EventEyeError the codes of `decodeImage`; MODEL_INVALID when the outputs are not what the manifest says.
 */
export async function predict(
  bytes: Uint8Array,
  session: ModelSession,
  options: PredictOptions = {},
): Promise<Prediction> {
  const { manifest } = session;
  const begun = performance.now();
  options.onStage?.();
  const image = await decodeImage(bytes, options);
  const decoded = performance.now();
  options.onStage?.();
  const { grey8, content } = await prepareDecoded(image, manifest.input);
  const tensor = toTensor(grey8, manifest.input);
  const prepared = performance.now();
  options.onStage?.();
  const { logits, features } = await session.run(tensor);
  const inferred = performance.now();
  const scope = checkScope(image, grey8, manifest.scope);
  const judgement = postprocess(logits, manifest, scope.inScope);
  const attention = classActivation(
    features,
    session.headWeights,
    manifest.outputs,
    judgement.predicted,
    content,
  );
  return {
    outcome: judgement.outcome,
    probabilities: judgement.probabilities,
    predictedLabel: judgement.predicted.name,
    confidence: judgement.confidence,
    malignancyProbability: judgement.malignancyProbability,
    scope,
    attention,
    regions: attentionRegions(attention, image.width, image.height, image.frame),
    frame: image.frame,
    width: image.width,
    height: image.height,
    timings: {
      decodeMs: decoded - begun,
      preprocessMs: prepared - decoded,
      inferenceMs: inferred - prepared,
      totalMs: performance.now() - begun,
    },
    receipt: {
      imageSha256: sha256(bytes),
      inputTensorSha256: tensorSha256(tensor),
      modelSha256: manifest.file.sha256,
      preprocessing: manifest.input.preprocessing,
      runtime: session.runtime,
    },
  };
}

/** SHA-256 of the tensor's values as little-endian 32-bit floats. */
export function tensorSha256(tensor: Float32Array): string {
  return sha256(new Uint8Array(tensor.buffer, tensor.byteOffset, tensor.byteLength));
}

/** SHA-256 of bytes, lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
