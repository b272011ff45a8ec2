import type { Server } from 'node:http';
import { useServer as attachProtocol } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { formatFault } from '../schema/formatFault.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { schema } from '../schema/schema.js';
import type { Log, Services } from '../services.js';

interface ConnectionParams extends Record<string, unknown> {
  authorization?: unknown;
  Authorization?: unknown;
  embedNonce?: unknown;
}

/**
 * Subscriptions over WebSocket (protocol graphql-transport-ws) on the path of GraphQL. The access token comes in
 * `connectionParams.authorization`, because browsers can not set headers on a WebSocket.
 *
 * @returns how to end all connections.
 */
export function serveSubscriptions(
  httpServer: Server,
  path: string,
  services: Services,
  log: Log,
): () => Promise<void> {
  // Not attached by `ws` itself: it would report the HTTP server's failures, such as a taken port, as its own.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 });
  httpServer.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== path) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  const { dispose } = attachProtocol<ConnectionParams>(
    {
      schema,
      // Per operation, so that a token that expired meanwhile opens nothing new.
      context: (connection) =>
        requestContext(
          services,
          log,
          {
            authorization:
              connection.connectionParams?.authorization ?? connection.connectionParams?.Authorization,
            origin: connection.extra.request.headers.origin,
            embedNonce: connection.connectionParams?.embedNonce,
            acceptLanguage:
              connection.connectionParams?.['accept-language'] ??
              connection.extra.request.headers['accept-language'],
          },
          originOf(connection.extra.request),
        ),
      onError: (_connection, _id, _payload, errors) => errors.map((error) => formatFault(error, log)),
      onNext: (_connection, _id, _payload, _args, { errors, data = null }) => {
        if (errors) return { data, errors: errors.map((error) => formatFault(error, log)) };
      },
    },
    sockets,
  );
  return async () => {
    await dispose();
  };
}
