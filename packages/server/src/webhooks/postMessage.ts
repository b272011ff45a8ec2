import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pinnedLookup } from '../inference/fetch/openPinned.js';
import { type Resolve, resolvePermitted, systemResolve } from '../inference/fetch/resolvePermitted.js';
import { checkWebhookUrl, type WebhookPolicy } from './webhookPolicy.js';

/** How a receiver took a message. `error` is for the administrator who named the address, and quotes nothing of the answer. */
export interface PostOutcome {
  status: number | null;
  error: string | null;
  durationMs: number;
}

/** How messages are sent. */
export interface PostOptions {
  policy: WebhookPolicy;
  /** From the name to the end of the answer. */
  timeoutMs: number;
  /** Of the answer; what comes after it is not read. */
  maxAnswerBytes?: number;
  resolve?: Resolve;
}

/**
 * Posts a message to an address that others named: to the addresses that were checked and no others, following no redirects,
 * reading little of the answer. Never throws.
 */
export async function postMessage(
  address: string,
  message: { body: string; headers: Record<string, string> },
  options: PostOptions,
): Promise<PostOutcome> {
  const begun = performance.now();
  const tell = (status: number | null, error: string | null): PostOutcome => ({
    status,
    error,
    durationMs: Math.round(performance.now() - begun),
  });
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    // Again: the operator may have forbidden since what was allowed then.
    const url = new URL(checkWebhookUrl(address, options.policy));
    const { allowPrivate } = options.policy;
    const permitted = { hosts: [], allowHttp: true, allowPrivate };
    const looked = resolvePermitted(url, permitted, options.resolve ?? systemResolve);
    const addresses = await orTimeout(looked, timeout);
    const status = await post(url, message, {
      lookup: pinnedLookup(addresses),
      signal: timeout,
      most: options.maxAnswerBytes ?? 16_384,
    });
    if (status >= 200 && status < 300) return tell(status, null);
    if (status >= 300 && status < 400)
      return tell(status, 'It answered with a redirect, which is not followed.');
    return tell(status, `It answered with status ${status}.`);
  } catch (error) {
    if (timeout.aborted) return tell(null, `It did not answer within ${options.timeoutMs / 1000} s.`);
    return tell(null, reasonOf(error));
  }
}

interface Sending {
  lookup: ReturnType<typeof pinnedLookup>;
  signal: AbortSignal;
  most: number;
}

function post(
  url: URL,
  { body, headers }: { body: string; headers: Record<string, string> },
  { lookup, signal, most }: Sending,
): Promise<number> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      lookup,
      signal,
      // A connection of its own: a pooled one might go to an address that was checked for another.
      agent: false,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'EventEye-Webhooks',
        connection: 'close',
      },
    });
    request.once('response', (answer: IncomingMessage) => {
      let bytes = 0;
      const done = () => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      };
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > most) done();
      });
      answer.once('end', done);
      answer.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'URL_NOT_ALLOWED') return 'Its address is on a network that webhooks are not sent to.';
  if (code === 'VALIDATION_FAILED') return (error as Error).message;
  if (code === 'URL_FETCH_FAILED') return 'Its host name is not known.';
  if (code === 'ECONNREFUSED') return 'It refused the connection.';
  if (code === 'ECONNRESET') return 'It hung up.';
  if (typeof code === 'string' && /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return `Its certificate was not accepted (${code}).`;
  }
  return 'It could not be reached.';
}
