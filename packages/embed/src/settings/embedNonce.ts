/** A random text of the page and its hash: see `TokenRequest.nonceHash`. */
export interface EmbedNonce {
  nonce: string;
  nonceHash: string;
}

/** Makes a nonce of 32 random bytes; needs a secure context (https, or localhost), as `crypto.subtle` does. */
export async function makeNonce(): Promise<EmbedNonce> {
  const nonce = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(nonce));
  return { nonce, nonceHash: base64url(new Uint8Array(hash)) };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
