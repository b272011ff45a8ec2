import type { IncomingMessage } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import type { ByteAllowance } from '../admission.js';
import { readStream } from '../readStream.js';
import { checkUrl, type FetchPolicy } from './fetchPolicy.js';
import { type Connect, openPinned } from './openPinned.js';
import { type Resolve, resolvePermitted, systemResolve } from './resolvePermitted.js';

/** How one image is fetched. */
export interface FetchOptions {
  policy: FetchPolicy;
  maxBytes: number;
  /** Counts the bytes as they come; may refuse them. */
  allowance: ByteAllowance;
  /** Ends the transfer when the caller has left. */
  signal: AbortSignal;
  /** For everything from the name to the last byte. Default 10,000. */
  timeoutMs?: number;
  resolve?: Resolve;
  connect?: Connect;
}

const maxRedirects = 3;
const redirectStatus = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches an image for a caller. Only what the policy allows, to addresses that were checked, without following more
 * than three redirects, each checked anew. Nothing of what was answered appears in an error.
 *
 * @throws EventEyeError VALIDATION_FAILED, URL_NOT_ALLOWED, URL_FETCH_FAILED, IMAGE_TOO_LARGE, IMAGE_EMPTY, and the
 *   allowance's.
 */
export async function fetchImage(text: string, options: FetchOptions): Promise<Uint8Array> {
  const { policy, timeoutMs = 10_000, resolve = systemResolve } = options;
  let url = checkUrl(text, policy);
  const stop = new AbortController();
  const leave = () => stop.abort(options.signal.reason);
  const timer = setTimeout(() => stop.abort(tooSlow(timeoutMs)), timeoutMs);
  options.signal.addEventListener('abort', leave, { once: true });
  try {
    options.signal.throwIfAborted();
    for (let hops = 0; ; hops++) {
      const addresses = await orAborted(resolvePermitted(url, policy, resolve), stop.signal);
      const { connect } = options;
      const answer = await openPinned(url, addresses, { signal: stop.signal, ...(connect && { connect }) });
      const target = redirectStatus.has(answer.statusCode!) ? answer.headers.location : undefined;
      if (target === undefined) return await readAnswer(answer, options, stop.signal);
      answer.destroy();
      if (hops === maxRedirects) throw failed(`The url redirects more than ${maxRedirects} times.`);
      url = checkUrl(target, policy, url);
    }
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', leave);
    // Whatever is still open after a failure.
    stop.abort();
  }
}

async function readAnswer(
  answer: IncomingMessage,
  { maxBytes, allowance }: FetchOptions,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { statusCode, headers } = answer;
  if (statusCode !== 200) throw failed(`The host of the url answered with status ${statusCode}.`);
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity')
    throw failed('The host of the url sends the image compressed, although it was not asked to.');
  try {
    return await readStream(answer, { maxBytes, allowance, declared: headers['content-length'] });
  } catch (cause) {
    if (EventEyeError.is(cause)) throw cause;
    if (signal.aborted) throw signal.reason;
    throw new EventEyeError('URL_FETCH_FAILED', 'The image at the url did not arrive whole.', { cause });
  }
}

/** A name look-up can not be stopped, only no longer waited for. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

const failed = (message: string) => new EventEyeError('URL_FETCH_FAILED', message);
const tooSlow = (timeoutMs: number) =>
  failed(`The image at the url did not arrive within ${timeoutMs} ms. Send the image itself.`);
