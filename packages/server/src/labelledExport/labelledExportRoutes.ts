import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { mayAdminister } from '../access/mayAdminister.js';
import { credentialsOf } from '../auth/authenticate.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { startLabelledExport } from './startLabelledExport.js';
import { writeLabelled } from './writeLabelled.js';

/** Where the labelled images of an organization are. */
export const labelledExportPath = '/readings/labelled-images.zip';

/**
 * `GET /readings/labelled-images.zip`, for administrators: the images that readers agree on, de-identified, with the manifest
 * that `eventeye-train import` takes. Recorded with every patient whose images go, before the first byte does.
 */
export function labelledExportRoutes(services: Services, log: Log): Router {
  const router = Router();
  router.get(labelledExportPath, async (request, response) => {
    const origin = originOf(request);
    const context = await requestContext(services, log, credentialsOf(request.headers), origin);
    const caller = requireCaller(context);
    mayAdminister(caller, 'export labelled images');
    const { organizationId } = caller;
    const labelled = await startLabelledExport(services.prisma, { caller, origin }, organizationId);
    response.set('Cache-Control', 'no-store').attachment('labelled-images.zip').type('application/zip');
    try {
      await pipeline(writeLabelled(services, organizationId, labelled), response);
    } catch (error) {
      // The answer has begun: it ends short, which every reader of archives notices.
      if (!request.socket.destroyed) log.error({ error }, 'an export of labelled images broke off');
      response.destroy();
    }
  });
  return router;
}
