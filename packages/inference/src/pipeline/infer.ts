import { attentionRegions } from '../explain/attentionRegions.js';
import { classActivation } from '../explain/classActivation.js';
import { checkScope } from '../scope/checkScope.js';
import { judgeGate } from '../scope/gate.js';
import { gateVector } from '../scope/gateVector.js';
import type { StageName } from '../tracing/stageClock.js';
import type { Prediction } from '../types.js';
import { tensorSha256 } from './hash.js';
import { postprocess } from './postprocess.js';
import type { PreparedInput } from './prepareInput.js';
import type { ModelSession } from './session.js';
import { toTensor } from './toTensor.js';

/** Options of the pass. */
export interface InferOptions {
  /**
   * `3 * height * width` values that hold the input meanwhile; for callers that wait for the answer before the next call, so
   * that 600 KB need not be made for each image.
   */
  scratch?: Float32Array<ArrayBuffer>;
  /** Called before each stage; may throw to stop. */
  onStage?: (stage: StageName) => void;
}

/**
 * The one pass over a prepared input: logits, attention and gate features come from a single run.
 * @throws EventEyeError MODEL_INVALID when the outputs are not what the manifest says.
 */
export async function infer(
  prepared: PreparedInput,
  session: ModelSession,
  { scratch, onStage }: InferOptions = {},
): Promise<Prediction> {
  const { manifest } = session;
  const { image, samples, content } = prepared;
  onStage?.('tensor');
  const arrived = performance.now();
  const tensor = toTensor(samples, manifest.input, scratch);
  const inputTensorSha256 = tensorSha256(tensor);
  onStage?.('inference');
  const begun = performance.now();
  const { logits, features } = await session.run(tensor);
  const inferred = performance.now();
  onStage?.('postprocess');
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
  const regions = attentionRegions(attention, image.width, image.height, image.frame);
  const inferenceMs = inferred - begun;
  return {
    outcome: judgement.outcome,
    probabilities: judgement.probabilities,
    predictedLabel: judgement.predicted.name,
    confidence: judgement.confidence,
    malignancyProbability: judgement.malignancyProbability,
    scope,
    attention,
    regions,
    frame: image.frame,
    width: image.width,
    height: image.height,
    timings: {
      decodeMs: prepared.decodeMs,
      preprocessMs: prepared.preprocessMs + begun - arrived,
      inferenceMs,
      totalMs: prepared.decodeMs + prepared.preprocessMs + performance.now() - arrived,
    },
    receipt: {
      imageSha256: prepared.imageSha256,
      inputTensorSha256,
      modelSha256: manifest.file.sha256,
      preprocessing: manifest.input.preprocessing,
      runtime: session.runtime,
    },
  };
}
