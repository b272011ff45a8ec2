import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import type { Services } from '../services.js';

/**
 * `GET /metrics` for Prometheus, with the bearer token of EVENTEYE_METRICS_TOKEN. Without one there is no such address: how much
 * a hospital analyses is nobody's business.
 */
export function metricsRoute({ config, metrics }: Pick<Services, 'config' | 'metrics'>): Router {
  const router = Router();
  const { metricsToken } = config;
  if (metricsToken === undefined) return router;
  router.get('/metrics', async (request, response) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(hash(given), hash(metricsToken))) {
      response
        .status(401)
        .set('WWW-Authenticate', 'Bearer')
        .type('text')
        .send('Send the token of EVENTEYE_METRICS_TOKEN.\n');
      return;
    }
    const { contentType, body } = await metrics.render();
    response.set({ 'Cache-Control': 'no-store', 'Content-Type': contentType }).send(body);
  });
  return router;
}

const hash = (text: string) => createHash('sha256').update(text).digest();
