import { createHash } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { AttentionMap } from '@eventeye/inference';
import { type Request, type Response, Router } from 'express';
import { visibleAnalyses, visibleImages } from '../access/visibleRows.js';
import type { Services } from '../services.js';
import { pictureKey } from './pictureKey.js';
import { parsePictureQuery } from './pictureQuery.js';
import { sendPicture } from './sendPicture.js';
import { boundsOf } from './signedForUser.js';

/**
 * Pictures behind signed addresses, drawn when they are asked for: an image as PNG, attention as a heat map and over the
 * image. Goes behind `signedForUser`.
 */
export function pictureRoutes({ prisma, storage, engine, pictures }: Services): Router {
  const router = Router();

  router.get('/images/:id/png', async (request, response) => {
    const options = parsePictureQuery(request.query);
    const image = await prisma.medicalImage.findFirst({
      where: { id: String(request.params.id), ...visibleImages(boundsOf(response)) },
      select: { sha256: true, storagePath: true },
    });
    if (!image) throw gone();
    const key = pictureKey('image', image.sha256, options);
    await sendPicture(request, response, pictures, key, async (signal) =>
      engine.render(await storage.read(image.storagePath), options, signal),
    );
  });

  router.get('/analyses/:id/heatmap', async (request, response) => {
    const { attention, image } = await findAttention(request, response);
    const { width, height } = image;
    const key = pictureKey('heatmap', hashOf(attention), { width, height });
    await sendPicture(request, response, pictures, key, (signal) =>
      engine.renderHeatmap(attention, width, height, signal),
    );
  });

  router.get('/analyses/:id/overlay', async (request, response) => {
    const { attention, image, frame } = await findAttention(request, response);
    const options = { ...parsePictureQuery(request.query), frame };
    const key = pictureKey('overlay', image.sha256, hashOf(attention), options);
    await sendPicture(request, response, pictures, key, async (signal) =>
      engine.renderOverlay(await storage.read(image.storagePath), attention, options, signal),
    );
  });

  /** The row holds some fifty numbers; every picture of them is drawn from these. */
  async function findAttention(request: Request, response: Response) {
    const result = await prisma.aIAnalysisResult.findFirst({
      where: { analysisId: String(request.params.id), analysis: visibleAnalyses(boundsOf(response)) },
      select: {
        frame: true,
        attention: true,
        attentionValues: true,
        analysis: {
          select: {
            medicalImage: { select: { width: true, height: true, sha256: true, storagePath: true } },
          },
        },
      },
    });
    if (!result) throw gone();
    const attention = { ...(result.attention as object), values: result.attentionValues } as AttentionMap;
    return { attention, image: result.analysis.medicalImage, frame: result.frame };
  }
  return router;
}

function hashOf({ values, ...shape }: AttentionMap): string {
  const { columns, rows, content } = shape;
  const { left, top, width, height } = content;
  return createHash('sha256')
    .update(values)
    .update(JSON.stringify([columns, rows, left, top, width, height]))
    .digest('base64url');
}

function gone(): EventEyeError {
  return new EventEyeError('NOT_FOUND', 'There is no such picture any more.');
}
