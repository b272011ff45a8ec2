import { Router } from 'express';
import type { Readiness } from '../http/readiness.js';
import { openInferenceRoutes } from '../openInference/openInferenceRoutes.js';
import type { Log } from '../services.js';
import { createAdmission } from './admission.js';
import { type DoorServices, requestBytes } from './doorServices.js';
import { inferenceRoutes } from './inferenceRoutes.js';

const megabyte = 1024 * 1024;

/** Where a program without GraphQL has an image analysed. */
export const inferencePath = '/inference';
/** Where the Open Inference Protocol begins. */
export const openInferencePath = '/v2';

/** The two doors to the engine for callers without GraphQL, with one bound on what they hold together. */
export function inferenceDoors(
  {
    engine,
    config,
    identify,
    refuseSilent,
    audit,
  }: Pick<DoorServices, 'engine' | 'config' | 'identify' | 'refuseSilent' | 'audit'>,
  readiness: Readiness,
  log: Log,
): Router {
  const door: DoorServices = {
    engine,
    config,
    identify,
    ...(refuseSilent && { refuseSilent }),
    ...(audit && { audit }),
    readiness,
    log,
    admission: createAdmission({
      // Half of the engine's queue, so that stored analyses always find room in it.
      images: 128,
      imagesPerOrganization: 64,
      // The largest single request, or hundreds of usual ones.
      bytes: Math.max(requestBytes(config.limits.maxBytes), 256 * megabyte),
    }),
  };
  const router = Router();
  router.use(inferencePath, inferenceRoutes(door));
  router.use(openInferencePath, openInferenceRoutes(door));
  return router;
}
