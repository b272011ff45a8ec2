import type { ServerConfig } from './config.js';
import { createServer, graphqlPath } from './http/createServer.js';
import { listen } from './http/listen.js';
import { openServices } from './openServices.js';
import type { Playground } from './playground/playground.js';
import type { Log, Services } from './services.js';

/** A server that listens. */
export interface RunningServer {
  /** Without a trailing slash, for example `http://127.0.0.1:4000`. */
  url: string;
  graphqlUrl: string;
  services: Services;
  playground: Playground;
  /** Ends running requests and jobs, then closes everything. */
  close(): Promise<void>;
}

/**
 * Opens the services and listens. It answers before the model is ready; `/readyz` says when it is.
 *
 * @param prepare what has to be there before the first request, such as the demonstration's users.
 * Throws CONFIG_INVALID when the port is taken, and what opening the services throws.
 */
export async function serve(
  config: ServerConfig,
  log: Log,
  prepare: (services: Services) => Promise<unknown> = async () => {},
): Promise<RunningServer> {
  const services = await openServices(config, log);
  try {
    await prepare(services);
    const api = await createServer(services, log);
    const url = await listen(api.httpServer, config);
    log.info({ url }, 'listening');
    let closing: Promise<void> | undefined;
    const close = () => {
      closing ??= api.stop().finally(() => services.close());
      return closing;
    };
    return { url, graphqlUrl: `${url}${graphqlPath}`, services, playground: api.playground, close };
  } catch (error) {
    await services.close();
    throw error;
  }
}
