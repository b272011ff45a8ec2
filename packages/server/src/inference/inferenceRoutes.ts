import { EventEyeError } from '@eventeye/core';
import type { ModelDescription, Prediction } from '@eventeye/inference';
import { Router } from 'express';
import { analyzeImages } from './analyzeImages.js';
import { answerFault } from './answerFault.js';
import { callerSignal } from './callerSignal.js';
import { type DoorServices, signedInToAnalyze } from './doorServices.js';
import { readInference } from './readInference.js';

/**
 * `POST /inference`: one image in, one prediction out, nothing stored. The body is JSON with `image` (Base64) or `url`,
 * or the image itself; errors are `{ "error": { "code", "message" } }`.
 */
export function inferenceRoutes(door: DoorServices): Router {
  const { engine, config, admission, log } = door;
  const router = Router();
  router.post('/', async (request, response) => {
    // Before a byte of the body is kept.
    const caller = await signedInToAnalyze(door, request);
    const signal = callerSignal(response);
    const allowance = admission.openAllowance();
    try {
      const { image, heatmap } = await readInference(request, {
        maxBytes: config.limits.maxBytes,
        policy: config.fetch,
        allowance,
        signal,
      });
      const { predictions, model } = await analyzeImages({ engine, admission }, caller, [image], signal);
      const [prediction] = predictions as [Prediction];
      // It may have begun meanwhile.
      await door.refuseSilent?.(caller);
      await door.audit?.ran(request, caller, [prediction.receipt.imageSha256]);
      const answer = answerOf(prediction, model);
      response.set('Cache-Control', 'no-store');
      if (!heatmap) return void response.json(answer);
      const { attention, width, height } = prediction;
      const png = await engine.renderHeatmap(attention, width, height);
      response.json({ ...answer, heatmap: Buffer.from(png).toString('base64') });
    } finally {
      allowance.release();
    }
  });
  router.all('/', (_request, response) => {
    response.status(405).set('Allow', 'POST');
    const { code, message } = new EventEyeError('VALIDATION_FAILED', 'Send the image with POST.');
    response.json({ error: { code, message, retryable: false } });
  });
  if (door.audit) router.use(door.audit.refused);
  router.use(answerFault(log, (error) => ({ error })));
  return router;
}

/** What the door tells of a prediction: everything but the attention map's numbers. */
function answerOf(prediction: Prediction, model: ModelDescription) {
  const { predictedLabel, outcome, probabilities, confidence, malignancyProbability } = prediction;
  const { scope, regions, frame, width, height, receipt, timings } = prediction;
  const { name, version, sha256, precision, isDemonstration } = model;
  return {
    label: predictedLabel,
    outcome,
    probabilities,
    confidence,
    malignancyProbability,
    scope,
    regions,
    frame,
    width,
    height,
    model: { name, version, sha256, precision, isDemonstration },
    receipt,
    timings,
  };
}
