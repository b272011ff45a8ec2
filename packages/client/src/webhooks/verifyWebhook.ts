import { EventEyeError } from '@eventeye/core';

/** What EventEye posts to a webhook endpoint. Ids are global ids of the API. */
export interface WebhookMessage {
  /** The same with every attempt: what was seen before can be left out. */
  id: string;
  /** For example `analysis.succeeded`. */
  type: string;
  /** When it happened, ISO 8601. */
  createdAt: string;
  data: Record<string, string>;
}

/** Headers as the server's framework gives them: a `Headers`, or an object with names in lower case. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Settings of {@link verifyWebhook}. */
export interface VerifyOptions {
  /** How old or early a message may be, seconds. Default 300: an intercepted one is of no use later. */
  toleranceSeconds?: number;
  now?: Date;
}

/**
 * Checks that a message was signed with an endpoint's secret just now (Standard Webhooks, `v1`), and reads it. Runs wherever
 * WebCrypto is: Node, browsers, edge functions.
 *
 * @param body as received, byte for byte: before any JSON parser.
 * @param secret `whsec_…`, as createWebhookEndpoint showed it.
 * @throws EventEyeError UNAUTHENTICATED when the signature does not fit or the message is too old; answer it with 401.
 *
 * @example
 * const message = await verifyWebhook(request.headers, await request.text(), secret);
 */
export async function verifyWebhook(
  headers: WebhookHeaders,
  body: string | Uint8Array,
  secret: string,
  { toleranceSeconds = 300, now = new Date() }: VerifyOptions = {},
): Promise<WebhookMessage> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (!id || !timestamp || !signatures) throw refused('The headers of a webhook are missing.');
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now.getTime() / 1000 - seconds) <= toleranceSeconds)) {
    throw refused('The webhook is too old, or the clocks differ.');
  }
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const encoder = new TextEncoder();
  const expected = encoder.encode(`${id}.${timestamp}.${text}`);
  const key = await crypto.subtle.importKey('raw', keyOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  let good = false;
  for (const entry of signatures.split(' ')) {
    const [version, encoded = ''] = entry.split(',');
    const signature = version === 'v1' ? fromBase64(encoded) : undefined;
    // `verify` compares in constant time.
    if (signature && (await crypto.subtle.verify('HMAC', key, signature, expected))) good = true;
  }
  if (!good)
    throw refused(
      'The signature of the webhook does not fit. Check the secret, and that the body is as received.',
    );
  return JSON.parse(text) as WebhookMessage;
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers.get === 'function') return (headers as Headers).get(name) ?? undefined;
  const value = (headers as Record<string, string | string[] | undefined>)[name];
  return Array.isArray(value) ? value[0] : value;
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const key = fromBase64(secret.replace(/^whsec_/, ''));
  if (!key || key.length === 0)
    throw refused('The secret is none of a webhook endpoint: it begins with "whsec_".');
  return key;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function refused(message: string): EventEyeError {
  return new EventEyeError('UNAUTHENTICATED', message);
}
