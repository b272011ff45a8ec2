import type { Locale } from '@eventeye/react';
import { createEventEyeClient, type EventEyeClient } from '@eventeye/react';
import { EmbedFault } from '../reasons/reasons.js';
import { makeNonce } from '../settings/embedNonce.js';
import { currentSettings, type GetToken, type TokenRequest } from '../settings/settings.js';

/** What tells the clients of a page apart. */
export interface ClientKey {
  server?: string;
  locale: Locale;
  patientId?: string;
  studyId?: string;
}

const clients = new WeakMap<GetToken, Map<string, EventEyeClient>>();

/**
 * The client for an element: shared by all that show the same patient or study with the same source of tokens. A first token
 * is fetched, so that what is missing is said at once.
 *
 * @throws EmbedFault EMBED_SERVER_MISSING, EMBED_TOKEN_SOURCE_MISSING, EMBED_TOKEN_SOURCE_FAILED, EMBED_INSECURE_PAGE; and what
 * the server says of the token.
 */
export async function clientFor(key: ClientKey, own?: GetToken): Promise<EventEyeClient> {
  const settings = currentSettings();
  const server = key.server ?? settings.server;
  if (!server) throw serverMissing();
  const getToken = sourceOf(own);
  if (!globalThis.isSecureContext) {
    throw new EmbedFault('EMBED_INSECURE_PAGE', 'The page comes over http. Serve it over https.');
  }
  const known = clients.get(getToken) ?? new Map<string, EventEyeClient>();
  clients.set(getToken, known);
  const name = JSON.stringify([server, key]);
  const client = known.get(name) ?? open(server, key, getToken);
  known.set(name, client);
  // Once for all elements: however many ask, the token is fetched once.
  if (!client.tokens) {
    await client.refresh().catch((error: unknown) => {
      // The client tells of a failed source in words for its own users; the fault of the page lies beneath.
      const cause = error instanceof Error ? error.cause : undefined;
      throw cause instanceof EmbedFault ? cause : error;
    });
  }
  return client;
}

function open(server: string, key: ClientKey, getToken: GetToken): EventEyeClient {
  let reason: TokenRequest['reason'] = 'first';
  return createEventEyeClient({
    url: new URL('/graphql', server).href,
    locale: key.locale,
    auth: async () => {
      const { nonce, nonceHash } = await makeNonce();
      const { patientId, studyId } = key;
      const request = { nonceHash, reason, ...(patientId && { patientId }), ...(studyId && { studyId }) };
      reason = 'expired';
      const credential = await getToken(request).catch((cause: unknown) => {
        throw new EmbedFault(
          'EMBED_TOKEN_SOURCE_FAILED',
          'The page could not fetch a token from its own server. Its developer finds why in the console of the browser.',
          { cause },
        );
      });
      return {
        token: credential.token,
        nonce: credential.nonce ?? nonce,
        expiresAt: credential.expiresAt ?? null,
      };
    },
  });
}

/** The element's own source of tokens, or that of the page. Throws EmbedFault EMBED_TOKEN_SOURCE_MISSING. */
export function sourceOf(own: GetToken | undefined): GetToken {
  const getToken = own ?? currentSettings().getToken;
  if (getToken) return getToken;
  throw new EmbedFault(
    'EMBED_TOKEN_SOURCE_MISSING',
    'The page gives no token. Call EventEye.configure({ getToken }), which asks your own server for one.',
  );
}

/** The fault of a page that does not say where the server is. */
export function serverMissing(): EmbedFault {
  return new EmbedFault(
    'EMBED_SERVER_MISSING',
    'The page does not say where EventEye is. Load its loader, or call EventEye.configure({ server }).',
  );
}
