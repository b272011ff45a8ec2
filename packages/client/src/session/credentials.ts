import type { SessionTokens } from './session.js';

/** Headers that prove who asks, and say in which language. */
export function headersOf(
  tokens: SessionTokens | undefined,
  language: string | undefined,
): Record<string, string> {
  return {
    ...(tokens && { authorization: `Bearer ${tokens.accessToken}` }),
    ...(tokens?.nonce && { 'eventeye-embed-nonce': tokens.nonce }),
    ...(language && { 'accept-language': language }),
  };
}

/** The same for `connection_init` of a WebSocket. */
export function connectionParamsOf(
  tokens: SessionTokens | undefined,
  language: string | undefined,
): Record<string, string> {
  return {
    ...(tokens && { authorization: `Bearer ${tokens.accessToken}` }),
    ...(tokens?.nonce && { embedNonce: tokens.nonce }),
    ...(language && { 'accept-language': language }),
  };
}
