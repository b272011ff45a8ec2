import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';
import { buildingPage } from './buildingPage.js';
import { servePrecompressed } from './servePrecompressed.js';

/** What the application's pages may do: nothing but what comes from this server, and no script or style in the page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self' blob:",
  // Covers WebSockets to the same host as well (CSP 3, 6.7.2.8).
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * An application of static files at `/`: a build with `index.html` and, below `assets`, files that are named by their
 * content. Its own addresses are answered with `index.html`, so that a reload stays where it is.
 *
 * @param webRoot folder of the build. While it has no `index.html`, a page says so and reloads itself.
 * @param apiPaths beginnings of the addresses that are not the application's.
 */
export function webRoutes(webRoot: string, apiPaths: readonly string[]): Router {
  const router = Router();
  router.use('/assets', servePrecompressed(join(webRoot, 'assets')));
  router.use(
    '/assets',
    express.static(join(webRoot, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  const page: RequestHandler = (request, response, next) => {
    const isApi = apiPaths.some((path) => request.path === path || request.path.startsWith(`${path}/`));
    // Programs and pictures take anything, or no HTML; a browser that opens an address asks for HTML first.
    if (isApi || request.accepts(['json', 'html']) !== 'html') return next();
    sendPage(webRoot, response);
  };
  router.get('/', (_request, response) => sendPage(webRoot, response));
  router.use(express.static(webRoot, { index: false, redirect: false, maxAge: '1h', dotfiles: 'ignore' }));
  router.get('/{*path}', page);
  return router;
}

function sendPage(webRoot: string, response: Response): void {
  // A new version is taken with the next load: its name stays the same, and what it names changes.
  response.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' });
  if (existsSync(join(webRoot, 'index.html'))) response.sendFile('index.html', { root: webRoot });
  else response.status(503).set('Retry-After', '2').type('html').send(buildingPage);
}
