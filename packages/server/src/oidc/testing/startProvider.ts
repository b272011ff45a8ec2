import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import Provider from 'oidc-provider';

/** A real identity provider (oidc-provider, certified) on a free port of the loopback address. */
export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** People who may sign in, by subject, with their claims. */
  people: Map<string, Record<string, unknown>>;
  /** Changes ID tokens before they are handed out, as a provider that lies would; undefined for an honest one. */
  forge: ((claims: JWTPayload, sign: SignWith) => Promise<string>) | undefined;
  close(): Promise<void>;
}

/** Signs claims with the provider's own key. */
export type SignWith = (claims: JWTPayload) => Promise<string>;

/** Starts a provider that knows one client, whose callback addresses are given. */
export async function startProvider(callbackUrls: string[]): Promise<TestProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' };
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const clientId = 'eventeye';
  const clientSecret = 'a secret of the client, of no other use';
  const people: TestProvider['people'] = new Map();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: callbackUrls,
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: { email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    findAccount: (_context, accountId) => {
      const claims = people.get(accountId);
      return claims && { accountId, claims: async () => ({ sub: accountId, ...claims }) };
    },
    cookies: { keys: ['only for tests'] },
    jwks: { keys: [key] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  });
  const test: TestProvider = {
    issuer,
    clientId,
    clientSecret,
    people,
    forge: undefined,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  const sign: SignWith = async (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(await importJWK(key, 'RS256'));
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === '/token' && body?.id_token && test.forge) {
      body.id_token = await test.forge(decodeJwt(body.id_token), sign);
    }
  });
  http.on('request', provider.callback());
  return test;
}
