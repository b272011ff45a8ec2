import { attentionRegions } from '../explain/attentionRegions.js';
import { classActivation } from '../explain/classActivation.js';
import { checkScope } from '../scope/checkScope.js';
import { judgeGate } from '../scope/gate.js';
import { gateVector } from '../scope/gateVector.js';
import type { Prediction } from '../types.js';
import { postprocess } from './postprocess.js';
import type { PreparedInput } from './prepareInput.js';
import type { ModelSession } from './session.js';

/**
 * The one pass over a prepared input: logits, attention and gate features come from a single run.
 *
 * @throws EventEyeError MODEL_INVALID when the outputs are not what the manifest says.
 */
export async function infer(prepared: PreparedInput, session: ModelSession): Promise<Prediction> {
  const { manifest } = session;
  const { image, samples, content } = prepared;
  const begun = performance.now();
  const { logits, features } = await session.run(prepared.tensor);
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
      preprocessMs: prepared.preprocessMs,
      inferenceMs,
      totalMs: prepared.decodeMs + prepared.preprocessMs + performance.now() - begun,
    },
    receipt: {
      imageSha256: prepared.imageSha256,
      inputTensorSha256: prepared.inputTensorSha256,
      modelSha256: manifest.file.sha256,
      preprocessing: manifest.input.preprocessing,
      runtime: session.runtime,
    },
  };
}
