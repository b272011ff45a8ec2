import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { sendRaw } from './testing/sendRaw.js';

const servers: TestServer[] = [];
const start = async (variables: Record<string, string>) => {
  const server = await startTestServer('embedded', variables);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
const ask = (
  server: TestServer,
  query: string,
  headers: Record<string, string> = {},
  variables: object = {},
) => sendRaw(`${server.url}/graphql`, JSON.stringify({ query, variables }), headers);
const codeOf = (answer: { body: string }) => JSON.parse(answer.body).errors?.[0].extensions.code;

describe('headers', () => {
  it('tell what an operation costs, the limit, and what is left', async () => {
    const server = await start({ EVENTEYE_RATE_OPERATIONS: '100', EVENTEYE_RATE_COST: '1000' });
    const { token } = await server.member('VIEWER');
    const query = 'query ($n: Int) { patients(first: $n) { totalCount } }';
    const { status, headers } = await ask(server, query, { authorization: `Bearer ${token}` }, { n: 7 });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'eventeye-cost': '8',
      'eventeye-cost-limit': '30000',
      'ratelimit-policy': '"operations";q=100;w=60, "cost";q=1000;w=60',
      ratelimit: expect.stringMatching(/^"operations";r=99;t=60, "cost";r=992;t=60$/),
    });
  });
});

describe('too much', () => {
  it('with one token is a 429 with Retry-After, and another token goes on', async () => {
    const server = await start({ EVENTEYE_RATE_OPERATIONS: '3' });
    const first = { authorization: `Bearer ${(await server.member('VIEWER')).token}` };
    const second = { authorization: `Bearer ${(await server.member('VIEWER')).token}` };
    for (let i = 0; i < 3; i++) expect((await ask(server, '{ viewer { id } }', first)).status).toBe(200);
    const refused = await ask(server, '{ viewer { id } }', first);
    expect([refused.status, codeOf(refused)]).toEqual([429, 'QUOTA_EXCEEDED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(server, '{ viewer { id } }', second)).status).toBe(200);
  });

  it('cost is a 429 as well', async () => {
    const server = await start({ EVENTEYE_RATE_COST: '250' });
    const headers = { authorization: `Bearer ${(await server.member('VIEWER')).token}` };
    const query = '{ patients(first: 100) { totalCount } }';
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await ask(server, query, headers)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('sign-ins from one address are refused before a password is looked at', async () => {
    const server = await start({ EVENTEYE_RATE_SIGN_INS: '4' });
    const { email } = await server.member('VIEWER');
    const input = `input: { email: "${email}", password: "${testPassword}" }`;
    const one = `mutation { ...f } fragment f on Mutation { signIn(${input}) { __typename } }`;
    const three = `mutation { a: signIn(${input}) { __typename } b: signIn(${input}) { __typename } c: signIn(${input}) { __typename } }`;
    expect((await ask(server, three)).status).toBe(200);
    expect((await ask(server, one)).status).toBe(200);
    const refused = await ask(server, one);
    expect([refused.status, codeOf(refused)]).toEqual([429, 'QUOTA_EXCEEDED']);
    expect(JSON.parse(refused.body).data).toBeUndefined();
  });

  it('from one address is refused at every door but health, whoever asks', async () => {
    const server = await start({ EVENTEYE_RATE_REQUESTS: '5' });
    for (let i = 0; i < 5; i++) await ask(server, '{ __typename }');
    expect((await ask(server, '{ __typename }')).status).toBe(429);
    expect((await sendRaw(`${server.url}/files/images/x/png`, '', {}, 'GET')).status).toBe(429);
    expect((await sendRaw(`${server.url}/healthz`, '', {}, 'GET')).status).toBe(200);
  });

  it('of what is refused for what it holds counts twentyfold', async () => {
    const server = await start({ EVENTEYE_RATE_REQUESTS: '50' });
    for (let i = 0; i < 2; i++) expect((await ask(server, '{ nothing }')).status).toBe(400);
    for (let i = 0; i < 10; i++) expect((await ask(server, '{ __typename }')).status).toBe(200);
    expect((await ask(server, '{ __typename }')).status).toBe(429);
  });
});

describe('addresses', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('behind a trusted proxy are counted one by one', async () => {
    const server = await start({ EVENTEYE_RATE_REQUESTS: '1', EVENTEYE_TRUSTED_PROXIES: 'loopback' });
    expect((await ask(server, '{ __typename }', from('198.51.100.1'))).status).toBe(200);
    expect((await ask(server, '{ __typename }', from('198.51.100.2'))).status).toBe(200);
    // What a client writes before the proxy's own entry counts for nothing.
    expect((await ask(server, '{ __typename }', from('203.0.113.9, 198.51.100.1'))).status).toBe(429);
  });

  it('that nobody vouches for are those of the peer', async () => {
    const server = await start({ EVENTEYE_RATE_REQUESTS: '1' });
    expect((await ask(server, '{ __typename }', from('198.51.100.1'))).status).toBe(200);
    expect((await ask(server, '{ __typename }', from('198.51.100.2'))).status).toBe(429);
  });
});

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } }';

  it('can be switched off, and then typing errors tell no names', async () => {
    const server = await start({ EVENTEYE_INTROSPECTION: 'off' });
    const { token } = await server.member('ADMIN');
    const refused = await ask(server, query, { authorization: `Bearer ${token}` });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'FORBIDDEN']);
    const hidden = await ask(server, '{ ...f } fragment f on Query { __type(name: "User") { name } }');
    expect(codeOf(hidden)).toBe('FORBIDDEN');
    expect((await ask(server, '{ viewr { id } }')).body).not.toContain('viewer');
    expect((await ask(server, '{ __typename }')).status).toBe(200);
  });

  it('can be kept for those who are signed in', async () => {
    const server = await start({ EVENTEYE_INTROSPECTION: 'signed-in' });
    const { token } = await server.member('VIEWER');
    const refused = await ask(server, query);
    expect([refused.status, codeOf(refused)]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await ask(server, query, { authorization: `Bearer ${token}` })).status).toBe(200);
  });
});
