import { type ClientRequestArgs, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { EventEyeError } from '@eventeye/core';
import type { ResolvedAddress } from './resolvePermitted.js';

/** How a connection is made, for tests that watch it. */
export type Connect = NonNullable<ClientRequestArgs['createConnection']>;

/**
 * Sends a GET to one of the given addresses and to no other: the name is not resolved a second time, so it can not
 * resolve to something else. Name and certificate are still those of the URL.
 *
 * @returns the answer with its body unread. Throws URL_FETCH_FAILED, and the signal's reason.
 */
export function openPinned(
  url: URL,
  addresses: readonly ResolvedAddress[],
  options: { signal: AbortSignal; connect?: Connect },
): Promise<IncomingMessage> {
  const { signal, connect } = options;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      lookup: pinnedLookup(addresses),
      signal,
      headers: {
        accept: 'application/dicom, image/*, application/octet-stream',
        'accept-encoding': 'identity',
        'user-agent': 'EventEye',
        connection: 'close',
      },
      // A connection of its own: a pooled one might go to an address that was checked for another request.
      ...(connect ? { createConnection: connect } : { agent: false }),
    });
    request.once('response', resolve);
    // Not `once`: the end of a connection that is given up may tell of itself twice.
    request.on('error', (cause) => {
      if (signal.aborted) reject(signal.reason);
      else
        reject(new EventEyeError('URL_FETCH_FAILED', 'The host of the url could not be reached.', { cause }));
    });
    request.end();
  });
}

/** Answers a name look-up with what is already known, in both forms that Node asks in. */
export function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first!.address, first!.family);
  };
}
