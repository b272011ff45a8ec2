import type { Server } from 'node:http';
import express, { type RequestHandler, Router } from 'express';
import { checkJsonNesting } from '../limits/checkJsonNesting.js';
import type { Log, Services } from '../services.js';
import { eventStreamDoor } from './eventStreamDoor.js';
import { type StreamLimits, streamLimits } from './streamLimits.js';
import { createStreamSeats } from './streamSeats.js';
import { webSocketDoor } from './webSocketDoor.js';

/** Both ways to follow what changes. */
export interface Subscriptions {
  /** `<path>/stream`, Server-Sent Events. */
  routes: Router;
  /** Ends all streams, telling clients to come back. */
  end(): Promise<void>;
}

/** Serves subscriptions over WebSocket on the path of GraphQL and over SSE beside it, with the same limits. */
export function serveSubscriptions(
  httpServer: Server,
  path: string,
  services: Services,
  log: Log,
  limits: StreamLimits = { ...streamLimits },
): Subscriptions {
  const parts = { services, log, limits, seats: createStreamSeats(limits) };
  const endSockets = webSocketDoor(httpServer, path, parts);
  const streams = eventStreamDoor(parts);
  const routes = Router();
  const address = `${path}/stream`;
  const parse = express.json({
    limit: limits.messageBytes,
    verify: (_request, _response, bytes) => checkJsonNesting(bytes),
  });
  routes.get(address, acceptsEvents, (request, response) => streams.handle(request, response));
  routes.post(address, acceptsEvents, parse, (request, response) => streams.handle(request, response));
  routes.all(address, (_request, response) => {
    response.status(405).set('Allow', 'GET, POST').end();
  });
  return {
    routes,
    end: async () => {
      streams.end();
      await endSockets();
    },
  };
}

const acceptsEvents: RequestHandler = (request, response, next) => {
  if (request.accepts('text/event-stream')) return next();
  response.status(406).type('text').send('This address answers with text/event-stream.\n');
};
