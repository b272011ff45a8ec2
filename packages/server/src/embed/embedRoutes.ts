import { EventEyeError } from '@eventeye/core';
import express, { type RequestHandler, Router } from 'express';
import type { Services } from '../services.js';

/** Where the custom elements, their loader and their frame are. */
export const embedPath = '/embed';

const framePolicy = (ancestor: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    // Covers WebSockets to the same host as well (CSP 3, 6.7.2.8).
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestor}`,
  ].join('; ');

/**
 * Serves what pages of other origins load: scripts to anyone, since they hold nothing of anybody, and the frame to pages
 * of origins that an organization or an embed token names.
 *
 * @param services `config.embedRoot` is the `dist` folder of `@eventeye/embed`; without it there are no such addresses.
 */
export function embedRoutes({ config, origins }: Pick<Services, 'config' | 'origins'>): Router {
  const router = Router();
  const { embedRoot } = config;
  if (!embedRoot) return router;
  router.use(embedPath, forEveryone);
  router.get(`${embedPath}/frame.html`, async (request, response) => {
    const origin = String(request.query['origin'] ?? '');
    if (!(await origins.known(origin))) throw refusedFrame();
    response.removeHeader('X-Frame-Options');
    response.set({
      'Content-Security-Policy': framePolicy(origin),
      // The frame is on the page for its own origin's sake, and opens nothing.
      'Cross-Origin-Opener-Policy': 'unsafe-none',
      'Cache-Control': 'no-store',
    });
    response.sendFile('frame.html', { root: embedRoot });
  });
  router.use(`${embedPath}/assets`, express.static(`${embedRoot}/assets`, { immutable: true, maxAge: '1y' }));
  router.use(embedPath, express.static(embedRoot, { index: false, maxAge: 0 }));
  return router;
}

/** Module scripts of another origin are fetched with CORS (HTML standard, 8.1.3.5). */
const forEveryone: RequestHandler = (_request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
  next();
};

function refusedFrame(): EventEyeError {
  return new EventEyeError(
    'FORBIDDEN',
    'No organization here names the origin of that page. An administrator adds it with setAllowedOrigins.',
  );
}
