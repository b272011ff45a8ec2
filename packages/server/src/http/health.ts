import { Router } from 'express';
import type { Services } from '../services.js';
import type { Readiness } from './readiness.js';

/**
 * `/healthz`: this process answers. `/readyz`: the database, where there is one, answers and a real inference has
 * succeeded.
 */
export function healthRoutes(
  { database }: Partial<Pick<Services, 'database'>>,
  readiness: Readiness,
): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const answers = await database?.ping().then(
      () => true,
      () => false,
    );
    const ready = answers !== false && readiness.engine && !readiness.draining;
    response
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', database: answers, engine: readiness.engine });
  });
  return router;
}
