import { createHash } from 'node:crypto';
import { EventEyeError, type ImageKind, mediaTypeOf } from '@eventeye/core';
import type { AttentionMap, RenderOptions } from '@eventeye/inference';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Services } from '../services.js';

/**
 * The files behind signed addresses: rendered PNG, heat map, original bytes. The signature in the address is the
 * authorisation, so that an `<img>` can show them; it names one file and runs out.
 */
export function fileRoutes(services: Services): Router {
  const router = Router();
  router.use((request, response, next) => {
    services.addresses.verify(request.originalUrl);
    // Applications on other origins show these in their pages.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  });

  router.get('/images/:id/original', async (request, response) => {
    const image = await findImage(services, request);
    if (answeredFromCache(request, response, image.sha256)) return;
    const bytes = await services.storage.read(image.storagePath);
    response
      .attachment(image.filename)
      .type(mediaTypeOf[image.kind as ImageKind])
      .send(asBuffer(bytes));
  });

  router.get('/images/:id/png', async (request, response) => {
    const image = await findImage(services, request);
    const options = renderOptions(request.query);
    if (answeredFromCache(request, response, image.sha256, JSON.stringify(options))) return;
    const bytes = await services.storage.read(image.storagePath);
    response.type('image/png').send(asBuffer(await services.engine.render(bytes, options)));
  });

  router.get('/analyses/:id/heatmap', async (request, response) => {
    const result = await services.prisma.aIAnalysisResult.findUnique({
      where: { analysisId: String(request.params.id) },
      include: { analysis: { include: { medicalImage: true } } },
    });
    if (!result) throw gone();
    if (answeredFromCache(request, response, result.inputTensorSha256, result.modelSha256)) return;
    const { width, height } = result.analysis.medicalImage;
    const attention = { ...(result.attention as object), values: result.attentionValues } as AttentionMap;
    response.type('image/png').send(asBuffer(await services.engine.renderHeatmap(attention, width, height)));
  });
  return router;
}

const number = z.coerce.number();
const renderQuery = z
  .object({
    windowCenter: number.optional(),
    windowWidth: number.positive().optional(),
    frame: number.int().min(0).optional(),
  })
  .refine((query) => (query.windowCenter === undefined) === (query.windowWidth === undefined));

function renderOptions(query: unknown): RenderOptions {
  const parsed = renderQuery.safeParse(query);
  if (!parsed.success) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'Give windowCenter and windowWidth (above 0) together, and frame from 0 on.',
    );
  }
  const { windowCenter, windowWidth, frame } = parsed.data;
  return {
    ...(windowCenter !== undefined && { windowCenter }),
    ...(windowWidth !== undefined && { windowWidth }),
    ...(frame !== undefined && { frame }),
  };
}

async function findImage(services: Services, request: Request) {
  const image = await services.prisma.medicalImage.findUnique({ where: { id: String(request.params.id) } });
  if (!image) throw gone();
  return image;
}

/** What lies behind an address never changes; only the right to read it runs out. */
function answeredFromCache(request: Request, response: Response, ...content: string[]): boolean {
  const etag = `"${createHash('sha256').update(content.join('\n')).digest('base64url')}"`;
  const expires = Number(request.query.expires);
  const seconds = Math.max(0, Math.floor(expires - Date.now() / 1000));
  response.set({
    ETag: etag,
    'Cache-Control': `private, max-age=${Number.isFinite(seconds) ? seconds : 0}, immutable`,
  });
  if (request.headers['if-none-match'] !== etag) return false;
  response.status(304).end();
  return true;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function gone(): EventEyeError {
  return new EventEyeError('NOT_FOUND', 'There is no such file any more.');
}
