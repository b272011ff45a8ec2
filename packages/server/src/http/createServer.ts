import { createServer as createHttpServer, type Server } from 'node:http';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type RequestHandler } from 'express';
import { auditRefusals } from '../audit/auditRefusals.js';
import { auditPath, exportRoutes } from '../audit/exportRoutes.js';
import { credentialsOf } from '../auth/authenticate.js';
import { crossOrigin } from '../crossOrigin/crossOrigin.js';
import { embedRoutes } from '../embed/embedRoutes.js';
import { inferencePath, openInferencePath } from '../inference/inferenceDoors.js';
import { signedInDoors } from '../inference/signedInDoors.js';
import { labelledExportRoutes } from '../labelledExport/labelledExportRoutes.js';
import { boundRequests } from '../limits/boundRequests.js';
import { checkJsonNesting } from '../limits/checkJsonNesting.js';
import { limitAddresses } from '../limits/limitAddresses.js';
import { operationLimits } from '../limits/operationLimits.js';
import { addressUpgrades } from '../limits/trustedProxies.js';
import { metricsRoute } from '../metrics/metricsRoute.js';
import { oidcPath } from '../oidc/identityProviders.js';
import { oidcRoutes } from '../oidc/oidcRoutes.js';
import { Playground } from '../playground/playground.js';
import { playgroundRoutes } from '../playground/playgroundRoutes.js';
import { reanalysisPath, reanalysisRoutes } from '../reanalysis/exportRoute.js';
import { apiPath } from '../rest/apiPath.js';
import { restRoutes } from '../rest/restRoutes.js';
import { filesPath } from '../schema/fileAddress.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import type { Log, Services } from '../services.js';
import { serveSubscriptions } from '../subscriptions/serveSubscriptions.js';
import { traceOperations } from '../tracing/traceOperations.js';
import { traceRequests } from '../tracing/traceRequests.js';
import { uploadRoutes } from '../uploads/uploadRoutes.js';
import { volumeRoutes } from '../volume/volumeRoutes.js';
import { webRoutes } from '../web/webRoutes.js';
import { createApollo } from './apollo.js';
import { faultHandler } from './faultHandler.js';
import { fileRoutes } from './files.js';
import { healthRoutes } from './health.js';
import { type Readiness, watchReadiness } from './readiness.js';
import { securityHeaders } from './securityHeaders.js';
import { readUploads } from './uploads.js';

/** Where GraphQL is: POST, a browser's GET, and WebSocket. */
export const graphqlPath = '/graphql';

/** Beginnings of addresses that no application at `/` may take for its own. */
const apiPaths = [
  ...[graphqlPath, filesPath, inferencePath, openInferencePath, apiPath, auditPath, reanalysisPath, oidcPath],
  ...['/assets', '/embed', '/uploads', '/playground', '/healthz', '/readyz', '/metrics'],
];

/** An HTTP server with all its routes, not listening yet. */
export interface ApiServer {
  httpServer: Server;
  readiness: Readiness;
  playground: Playground;
  /** Takes no new work, lets running requests end, closes. */
  stop(): Promise<void>;
}

/** Puts GraphQL, the inference doors, files, health and the playground on one HTTP server. */
export async function createServer(services: Services, log: Log): Promise<ApiServer> {
  const app = express();
  app.disable('x-powered-by');
  const httpServer = createHttpServer(app);
  const playground = new Playground(log);
  const readiness = watchReadiness(services, log);
  const subscriptions = serveSubscriptions(httpServer, graphqlPath, services, log);
  const apollo = createApollo(services, httpServer, log, subscriptions.end);
  await apollo.start();

  if (services.config.trustedProxies) {
    app.set('trust proxy', services.config.trustedProxies);
    addressUpgrades(httpServer, services.config.trustedProxies);
  }
  app.use(securityHeaders(services.config));
  app.use(healthRoutes(services, readiness));
  app.use(metricsRoute(services));
  // Not those above, which are asked again and again.
  app.use(limitAddresses(services));
  app.use(crossOrigin(services));
  app.use(traceRequests([graphqlPath, filesPath, inferencePath, openInferencePath, apiPath]));
  app.use(filesPath, fileRoutes(services));
  app.use(filesPath, volumeRoutes(services));
  app.use(auditPath, exportRoutes(services, log));
  app.use(reanalysisPath, reanalysisRoutes(services, log));
  app.use(labelledExportRoutes(services, log));
  app.use(uploadRoutes(services, log));
  app.use(restRoutes(services, log));
  app.use(signedInDoors(services, readiness, log));
  app.use(oidcRoutes(services, log));
  app.use(subscriptions.routes);
  app.use(embedRoutes(services));
  app.use(playgroundRoutes(graphqlPath, playground, services.config));
  const graphql: RequestHandler = expressMiddleware(apollo, {
    context: ({ req }) =>
      requestContext(
        services,
        log,
        {
          ...credentialsOf(req.headers),
          acceptLanguage: req.headers['accept-language'],
        },
        originOf(req),
      ),
  });
  app.use(
    graphqlPath,
    ...readUploads(services, log),
    express.json({
      limit: operationLimits.bodyBytes,
      verify: (_request, _response, bytes) => checkJsonNesting(bytes),
    }),
    boundRequests(services),
    noStore,
    traceOperations(graphql),
  );
  const { webRoot } = services.config;
  if (webRoot) app.use(webRoutes(webRoot, apiPaths));
  else app.get('/', (_request, response) => response.redirect(graphqlPath));
  app.use(auditRefusals(services, log), faultHandler(log));

  return {
    httpServer,
    readiness,
    playground,
    stop: async () => {
      readiness.draining = true;
      await apollo.stop();
    },
  };
}

/** Answers hold patients' data. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
