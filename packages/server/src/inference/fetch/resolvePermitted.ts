import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { EventEyeError } from '@eventeye/core';
import { type FetchPolicy, notAllowed } from './fetchPolicy.js';
import { isPermittedAddress } from './permittedAddress.js';

/** An address of a host. */
export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Asks for all addresses of a host name, as `dns.lookup` does. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

/** The machine's own resolver, hosts file included. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/**
 * All addresses of a URL's host, each permitted. One that is not refuses the host: an answer that mixes public and
 * private addresses is how rebinding begins.
 *
 * @throws EventEyeError URL_NOT_ALLOWED, URL_FETCH_FAILED when the name is unknown.
 */
export async function resolvePermitted(
  url: URL,
  policy: FetchPolicy,
  resolve: Resolve,
): Promise<ResolvedAddress[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(hostname);
  const addresses =
    family > 0
      ? [{ address: hostname, family }]
      : await resolve(hostname).catch((cause: unknown) => {
          throw new EventEyeError('URL_FETCH_FAILED', 'The host of the url is not known.', { cause });
        });
  if (addresses.length === 0)
    throw new EventEyeError('URL_FETCH_FAILED', 'The host of the url has no address.');
  if (!addresses.every(({ address }) => isPermittedAddress(address, policy.allowPrivate))) {
    throw notAllowed('The host of the url is on a network that images are not fetched from.');
  }
  return addresses;
}
