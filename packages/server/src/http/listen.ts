import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventEyeError } from '@eventeye/core';
import type { ServerConfig } from '../config.js';

/**
 * Resolves when the server listens.
 *
 * @returns its address, without a trailing slash. Throws CONFIG_INVALID when the port is taken.
 */
export async function listen(server: Server, config: Pick<ServerConfig, 'host' | 'port'>): Promise<string> {
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new EventEyeError(
      'CONFIG_INVALID',
      `PORT ${config.port} is in use. Choose another, or 0 for a free one.`,
      { cause },
    );
  }
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `http://${host}:${port}`;
}
