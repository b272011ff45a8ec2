import { decodeImage } from '../decode/decodeImage.js';
import { attentionRegions } from '../explain/attentionRegions.js';
import { classActivation } from '../explain/classActivation.js';
import { checkScope } from '../scope/checkScope.js';
import { judgeGate } from '../scope/gate.js';
import { gateVector } from '../scope/gateVector.js';
import type { ImageLimits, Prediction } from '../types.js';
import { sha256, tensorSha256 } from './hash.js';
import { postprocess } from './postprocess.js';
import { prepareDecoded } from './prepareSlice.js';
import type { ModelSession } from './session.js';
import { toTensor } from './toTensor.js';

/** Options of one pass. `onStage` is called before each stage and may throw to stop. */
export interface PredictOptions {
  frame?: number;
  limits?: Partial<ImageLimits>;
  /** The matching pre-contrast slice, for a model that takes the DCE triplet. */
  preContrast?: Uint8Array;
  onStage?: () => void;
}

/**
 * One pass over one frame: decode, prepare, run, explain, judge.
 *
 * @throws EventEyeError the codes of `prepareSlice`; MODEL_INVALID when the outputs are not what the manifest says.
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
  const pre =
    options.preContrast && manifest.input.channels === 'dce-triplet'
      ? await decodeImage(options.preContrast, options)
      : undefined;
  const decoded = performance.now();
  options.onStage?.();
  const { samples, content } = await prepareDecoded(image, manifest.input, pre);
  const tensor = toTensor(samples, manifest.input);
  const prepared = performance.now();
  options.onStage?.();
  const { logits, features } = await session.run(tensor);
  const inferred = performance.now();
  const { width, height } = manifest.input;
  const vector = session.gate
    ? gateVector(features, manifest.outputs.featureShape[0], samples, width, height)
    : undefined;
  const judged = session.gate && vector ? judgeGate(session.gate, vector) : undefined;
  const scope = checkScope(image, samples, manifest.scope, judged);
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
