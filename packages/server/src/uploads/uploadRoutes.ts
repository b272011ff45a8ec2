import { type Request, Router } from 'express';
import { auditRefusals } from '../audit/auditRefusals.js';
import { answerProblem } from '../rest/problem.js';
import type { Log, Services } from '../services.js';
import { receivePut } from './receivePut.js';
import { tusPath, tusRoute } from './tusRoute.js';
import { uploadsPath } from './uploadAddress.js';

/** Where uploads in two steps are sent: by signed PUT, or in pieces by tus. */
export function uploadRoutes(services: Services, log: Log): Router {
  const router = Router();
  const tus = tusRoute(services, log);
  router.all(tusPath, tus);
  router.all(`${tusPath}/:id`, tus);
  router.put(`${uploadsPath}/:id`, receivePut(services, services.uploads.area));
  router.use(uploadsPath, auditRefusals(services, log, operationOf), answerProblem(log));
  return router;
}

/** What a request does by the name of the mutation, or of its own. */
function operationOf({ method }: Pick<Request, 'method'>): string | null {
  return (
    { POST: 'createUpload', PUT: 'receiveUpload', PATCH: 'receiveUpload', DELETE: 'removeUpload' }[method] ??
    null
  );
}
