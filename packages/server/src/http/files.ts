import { EventEyeError, type ImageKind, mediaTypeOf } from '@eventeye/core';
import { Router } from 'express';
import { visibleImages } from '../access/visibleRows.js';
import { auditFiles } from '../audit/fileAudit.js';
import { keepFromOthers } from '../crossOrigin/crossOrigin.js';
import { pictureRoutes } from '../rendering/pictureRoutes.js';
import { boundsOf, signedForUser } from '../rendering/signedForUser.js';
import { answeredFromCache } from '../rendering/validators.js';
import { reportRoutes } from '../report/reportRoutes.js';
import type { Services } from '../services.js';

/**
 * The files behind signed addresses: original bytes, and pictures of them. The signature in the address is the
 * authorisation, so that an `<img>` can show them; it names one file and runs out.
 */
export function fileRoutes(services: Services): Router {
  const router = Router();
  router.use(signedForUser(services));
  router.use(async (request, response, next) => {
    // Applications on other origins show these in their pages; scripts of those that are allowed may read them.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    await keepFromOthers(services, request, response, response.locals.bounds);
    next();
  });

  router.use(auditFiles(services, (response) => response.locals.bounds));

  router.get('/images/:id/original', async (request, response) => {
    const image = await services.prisma.medicalImage.findFirst({
      where: { id: String(request.params.id), ...visibleImages(boundsOf(response)) },
    });
    if (!image) throw new EventEyeError('NOT_FOUND', 'There is no such file any more.');
    if (answeredFromCache(request, response, image.sha256)) return;
    const bytes = await services.storage.read(image.storagePath);
    response
      .attachment(image.filename)
      .type(mediaTypeOf[image.kind as ImageKind])
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });

  router.use(pictureRoutes(services));
  router.use(reportRoutes(services));
  return router;
}
