import { Router } from 'express';
import type { Services } from '../services.js';
import { apiPath } from './apiPath.js';
import { documentPage, pagePolicy, pageStyle } from './documentPage.js';
import { openApiDocument } from './openApiDocument.js';

/** The description of the REST face, for programs and for people; it holds nothing of anybody and needs no token. */
export function documentRoutes({ config }: Pick<Services, 'config'>): Router {
  const router = Router();
  const document = openApiDocument(config.publicUrl ?? '');
  const page = documentPage(document);
  router.get('/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').json(document);
  });
  router.get('/docs', (_request, response) => response.redirect(308, `${apiPath}/`));
  router.get('/docs.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('css').send(pageStyle);
  });
  router.get('/', (_request, response) => {
    response.set({ 'Cache-Control': 'public, max-age=300', 'Content-Security-Policy': pagePolicy });
    response.type('html').send(page);
  });
  return router;
}
