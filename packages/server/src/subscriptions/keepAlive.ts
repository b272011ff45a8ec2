import type { WebSocket } from 'ws';
import type { StreamLimits } from './streamLimits.js';

/**
 * Pings a client, which proxies count as traffic, and ends the connection when the ping before was not answered: the client is
 * gone without having said so, or does not read.
 *
 * @param each is called with every ping.
 * @returns how to end it.
 */
export function keepAlive(
  socket: WebSocket,
  { keepAliveMs }: Pick<StreamLimits, 'keepAliveMs'>,
  each: () => void,
): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
    each();
  }, keepAliveMs);
  timer.unref();
  return () => clearInterval(timer);
}
