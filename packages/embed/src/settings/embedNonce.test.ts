import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeNonce } from './embedNonce.js';

describe('a nonce of a page', () => {
  it('has the hash that createEmbedToken takes, and is another each time', async () => {
    const { nonce, nonceHash } = await makeNonce();
    expect(nonce).toMatch(/^[\w-]{43}$/);
    expect(nonceHash).toBe(createHash('sha256').update(nonce).digest('base64url'));
    expect((await makeNonce()).nonce).not.toBe(nonce);
  });
});
