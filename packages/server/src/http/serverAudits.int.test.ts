import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/startTestServer.js';

/** The GraphQL over HTTP specification's own tests, against the server as it is served. */
describe('GraphQL over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded', {
      EVENTEYE_RATE_OPERATIONS: '12000',
      EVENTEYE_RATE_COST: '3000000',
      EVENTEYE_RATE_REQUESTS: '60000',
      EVENTEYE_RATE_SIGN_INS: '60',
    });
  });
  afterAll(() => server.close());

  it('has no audit that fails, signed in or not, and at most three that warn', async () => {
    const { token } = await server.member('CLINICIAN');
    for (const [who, headers] of Object.entries({
      'without a token': {},
      'signed in': { authorization: `Bearer ${token}` },
    })) {
      const fetchFn = (url: string, init?: RequestInit) =>
        fetch(url, { ...init, headers: { ...(init?.headers as object), ...headers } });
      const results = await Promise.all(
        serverAudits({ url: `${server.url}/graphql`, fetchFn }).map((audit) => audit.fn()),
      );
      const failing = (status: string) =>
        results
          .filter((one) => one.status === status)
          .map((one) => `${one.name}${'reason' in one ? `: ${one.reason}` : ''}`);
      const counts = `${results.length} audits ${who}: ${failing('ok').length} ok, ${failing('notice').length} notices, ${failing('warn').length} warnings, ${failing('error').length} errors`;
      process.stdout.write(`${[counts, ...failing('warn')].join('\n  ')}\n`);
      expect(results.length).toBeGreaterThan(50);
      expect(failing('error')).toEqual([]);
      expect(failing('warn').length).toBeLessThanOrEqual(3);
    }
  });
});
