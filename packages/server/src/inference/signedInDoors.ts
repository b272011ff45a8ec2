import type { Router } from 'express';
import { credentialsOf } from '../auth/authenticate.js';
import type { Readiness } from '../http/readiness.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { inferenceDoors } from './inferenceDoors.js';

/** The doors for those who are signed in to the API. */
export function signedInDoors(services: Services, readiness: Readiness, log: Log): Router {
  const { engine, config } = services;
  return inferenceDoors(
    {
      engine,
      config,
      identify: async (request) =>
        requireCaller(await requestContext(services, log, credentialsOf(request.headers), originOf(request))),
    },
    readiness,
    log,
  );
}
