import { readFileSync } from 'node:fs';
import express, { Router } from 'express';
import type { ServerConfig } from '../config.js';
import { demoPassword } from '../demo/demoAccounts.js';
import { type Playground, pageDirectory } from './playground.js';
import { waitingPage } from './waitingPage.js';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  // Covers WebSockets to the same host as well (CSP 3, 6.7.2.8).
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL for a browser that opens the GraphQL path; everything it loads comes from here. */
export function playgroundRoutes(
  graphqlPath: string,
  playground: Playground,
  { demo }: Pick<ServerConfig, 'demo'>,
): Router {
  const router = Router();
  router.get('/playground/settings.json', (_request, response) => {
    // The passwords of the demonstration are public, and it answers on this machine alone.
    response.set('Cache-Control', 'no-store').json({ demo: demo ? { password: demoPassword } : null });
  });
  router.get(graphqlPath, async (request, response, next) => {
    // A program that queries by GET does not accept HTML before JSON.
    if (request.accepts(['application/json', 'text/html']) !== 'text/html') return next();
    response.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': policy, Vary: 'Accept' });
    const state = await playground.state();
    if (state === 'ready') response.type('html').send(readFileSync(`${pageDirectory}/index.html`));
    else response.status(503).type('html').send(waitingPage(state));
  });
  router.use(
    '/playground/assets',
    express.static(`${pageDirectory}/assets`, { immutable: true, maxAge: '1y' }),
  );
  return router;
}
