import { EventEyeError } from '@eventeye/core';
import { type Request, type RequestHandler, Router } from 'express';
import { analyzeImages } from '../inference/analyzeImages.js';
import { answerFault } from '../inference/answerFault.js';
import { callerSignal } from '../inference/callerSignal.js';
import { type DoorServices, requestBytes, signedInToAnalyze } from '../inference/doorServices.js';
import { readBody } from '../inference/readBody.js';
import { encodeResponse, headerLengthName } from './encodeResponse.js';
import { modelMetadata, serverMetadata } from './metadata.js';
import { outputTensors } from './outputTensors.js';
import { parseInferRequest } from './parseInferRequest.js';

/**
 * The Open Inference Protocol v2 over REST, with the binary tensor data extension: the same engine, model and rules as
 * every other way in. Errors are `{ "error": "CODE: sentence" }`.
 */
export function openInferenceRoutes(door: DoorServices): Router {
  const { engine, readiness } = door;
  const router = Router();
  router.use(noStore);
  router.get('/health/live', (_request, response) => response.json({ live: true }));
  router.use(async (request, _response, next) => {
    await door.identify(request);
    next();
  });
  const isReady = () => readiness.engine && !readiness.draining && engine.pid !== undefined;
  router.get('/', (_request, response) => response.json(serverMetadata));
  router.get('/health/ready', (_request, response) => {
    const ready = isReady();
    // The specification names the field `live`, its servers say `ready`.
    response.status(ready ? 200 : 503).json({ live: true, ready });
  });
  router.get('/models/:name{/versions/:version}', (request, response) => {
    checkModel(door, request);
    response.json(modelMetadata(engine.model));
  });
  router.get('/models/:name{/versions/:version}/ready', (request, response) => {
    checkModel(door, request);
    const ready = isReady();
    response.status(ready ? 200 : 503).json({ name: engine.model.name, ready });
  });
  router.post('/models/:name{/versions/:version}/infer', inferHandler(door));
  router.use(() => {
    throw new EventEyeError('NOT_FOUND', 'The Open Inference Protocol has no such path or method.');
  });
  if (door.audit) router.use(door.audit.refused);
  router.use(answerFault(door.log, ({ code, message }) => ({ error: `${code}: ${message}` })));
  return router;
}

function inferHandler(door: DoorServices): RequestHandler {
  const { engine, config } = door;
  const { maxBytes } = config.limits;
  return async (request, response) => {
    const caller = await signedInToAnalyze(door, request);
    checkModel(door, request);
    const signal = callerSignal(response);
    const allowance = door.admission.openAllowance();
    try {
      const body = await readBody(request, requestBytes(maxBytes), allowance);
      // The model may have been switched while the body came.
      checkModel(door, request);
      const { id, images, outputs } = parseInferRequest(body, request.get(headerLengthName), {
        maxBytes,
        model: engine.model,
      });
      const answer = await analyzeImages({ engine, admission: door.admission }, caller, images, signal);
      // It may have begun meanwhile.
      await door.refuseSilent?.(caller);
      const shown = answer.predictions.map(({ receipt }) => receipt.imageSha256);
      await door.audit?.ran(request, caller, shown);
      const encoded = encodeResponse({ id, model: answer.model, tensors: outputTensors(answer), outputs });
      if (encoded.headerLength !== undefined) response.set(headerLengthName, String(encoded.headerLength));
      response.type(encoded.mediaType).send(encoded.body);
    } finally {
      allowance.release();
    }
  };
}

/** Throws NOT_FOUND for any model and version but the one that is served. */
function checkModel({ engine }: DoorServices, request: Request): void {
  const { name, version } = engine.model;
  const asked = request.params;
  if (asked.name === name && (asked.version ?? version) === version) return;
  throw new EventEyeError('NOT_FOUND', `The model served here is ${name}, version ${version}.`);
}

/** Answers are about patients. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
