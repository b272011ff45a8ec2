import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { demoAccounts, demoOrganization, demoPassword } from './demoAccounts.js';
import { seedAccounts } from './seedAccounts.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

it('refuses to make accounts with a public password outside demo mode', async () => {
  await expect(seedAccounts(server.services)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await server.services.prisma.user.count({ where: { organizationId: demoOrganization.id } })).toBe(0);
});

it('makes them once, however often the demonstration starts, and they can sign in', async () => {
  const demo = { prisma: server.services.prisma, config: { ...server.services.config, demo: true } };
  const first = await seedAccounts(demo);
  expect(await seedAccounts(demo)).toEqual(first);
  const users = await demo.prisma.user.findMany({ where: { organizationId: demoOrganization.id } });
  expect(users.map((user) => user.email).sort()).toEqual(demoAccounts.map((account) => account.email).sort());
  for (const { email, role } of demoAccounts) {
    const answer = await server.post(
      `mutation ($email: String!, $password: String!) {
        signIn(input: { email: $email, password: $password }) { ... on SignInPayload { user { role } } }
      }`,
      { email, password: demoPassword },
    );
    expect(answer.data.signIn.user.role).toBe(role);
  }
});
