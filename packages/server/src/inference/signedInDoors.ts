import type { Router } from 'express';
import { auditDoor } from '../audit/auditDoor.js';
import { auditRefusals } from '../audit/auditRefusals.js';
import { credentialsOf } from '../auth/authenticate.js';
import type { Readiness } from '../http/readiness.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { refuseSilent } from '../silentMode/refuseSilent.js';
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
      refuseSilent: (caller) => refuseSilent(services.prisma, caller),
      audit: {
        refused: auditRefusals(services, log, ({ method }) => (method === 'POST' ? 'runInference' : null)),
        // Of which patient the images are is not told; a hash finds the image where its file is.
        ran: (request, caller, imageSha256) =>
          auditDoor(
            services,
            { caller, origin: originOf(request) },
            'runInference',
            async () => {},
            () => ({
              details: { imageSha256 },
            }),
          ),
      },
    },
    readiness,
    log,
  );
}
