import { once } from 'node:events';
import type { Server } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import type { ServerConfig } from '../config.js';

/** Resolves when the server listens. Throws CONFIG_INVALID when the port is taken. */
export async function listen(server: Server, config: Pick<ServerConfig, 'host' | 'port'>): Promise<void> {
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
}
