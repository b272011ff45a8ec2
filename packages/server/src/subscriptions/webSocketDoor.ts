import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { restarting } from './closeCodes.js';
import { type SocketServices, serveSocket } from './serveSocket.js';

/**
 * Opens WebSockets on one path of an HTTP server.
 *
 * @returns how to end all of them, with a reason.
 */
export function webSocketDoor(
  httpServer: Server,
  path: string,
  services: SocketServices,
): () => Promise<void> {
  const { limits, seats, log } = services;
  // Not attached by `ws` itself: it would report the HTTP server's failures, such as a taken port, as its own.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes, handleProtocols });
  let ending = false;
  httpServer.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== path) return refuse(socket, '404 Not Found');
    if (ending || !seats.free() || sockets.clients.size >= limits.streams) {
      return refuse(socket, '503 Service Unavailable');
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      serveSocket(opened, request as IncomingMessage, services);
    });
  });
  sockets.on('error', (error) => log.warn({ name: error.name }, 'the WebSocket server had trouble'));
  return async () => {
    ending = true;
    for (const socket of sockets.clients) socket.close(restarting.code, restarting.reason);
    // Who does not say goodbye does not hold the server up.
    const impatient = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, limits.drainMs);
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
    clearTimeout(impatient);
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  const retry = status.startsWith('503') ? 'Retry-After: 5\r\n' : '';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n${retry}Content-Length: 0\r\n\r\n`);
}
