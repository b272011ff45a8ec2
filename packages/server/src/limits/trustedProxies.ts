import type { IncomingMessage, Server } from 'node:http';
import proxyAddr from 'proxy-addr';

/** Whether an address belongs to a proxy that is trusted. */
export type ProxyTrust = (address: string, hop: number) => boolean;

/**
 * Reads a list of proxies: addresses, networks in CIDR, `loopback`, `linklocal`, `uniquelocal`, with commas between.
 *
 * @throws TypeError for anything else.
 */
export function parseTrustedProxies(list: string): ProxyTrust {
  const proxies = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return proxyAddr.compile(proxies);
}

/**
 * Gives WebSocket upgrades the `ip` that Express gives requests: the last address of X-Forwarded-For that no trusted proxy
 * added. Anyone can send that header, so without trust in the peer it counts for nothing.
 */
export function addressUpgrades(server: Server, trust: ProxyTrust): void {
  server.prependListener('upgrade', (request: IncomingMessage & { ip?: string }) => {
    request.ip = proxyAddr(request, trust);
  });
}
