import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@eventeye/core';
import { makeTinyModel } from '../../../../inference/src/testing/tinyModel.js';
import { callerOf, sessionToken } from '../../auth/caller.js';
import { hashPassword } from '../../auth/password.js';
import { startSession } from '../../auth/session.js';
import { parseConfig } from '../../config.js';
import { serve } from '../../serve.js';
import type { Caller, Services } from '../../services.js';
import { type GraphqlAnswer, postGraphql } from './postGraphql.js';
import { createTestDatabase } from './testDatabase.js';

/** A server of its own on a free port, with a throw-away data folder and the tests' tiny model. */
export interface TestServer {
  url: string;
  services: Services;
  /** Adds a user to an organization (a new one unless given) and signs them in without asking for a password. */
  member(role: Role, organizationId?: string): Promise<{ caller: Caller; email: string; token: string }>;
  post(query: string, variables?: object, token?: string): Promise<GraphqlAnswer>;
  close(): Promise<void>;
}

/** The password of every user that `member` makes. */
export const testPassword = 'correct horse battery staple';

/** Tests come from one address and ask faster than people do. */
const withoutRates = {
  EVENTEYE_RATE_OPERATIONS: '0',
  EVENTEYE_RATE_COST: '0',
  EVENTEYE_RATE_REQUESTS: '0',
  EVENTEYE_RATE_SIGN_INS: '0',
  EVENTEYE_RATE_VERIFICATIONS: '0',
};

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Starts a server for tests, with an empty database of the given kind; `variables` change its settings. */
export async function startTestServer(
  kind: 'embedded' | 'postgresql',
  variables: Record<string, string> = {},
): Promise<TestServer> {
  const [database, dataDirectory, modelDirectory] = await Promise.all([
    kind === 'postgresql' ? createTestDatabase() : null,
    mkdtemp(join(tmpdir(), 'eventeye-test-')),
    makeTinyModel(),
  ]);
  const config = parseConfig({
    PORT: '0',
    EVENTEYE_DATA_DIR: dataDirectory,
    EVENTEYE_MODEL_DIR: modelDirectory,
    EVENTEYE_WORKERS: '1',
    EVENTEYE_MAX_FILE_MB: '4',
    ...withoutRates,
    ...(database && { DATABASE_URL: database.url }),
    ...variables,
  });
  const server = await serve(config, silent);
  const { services, url } = server;
  const passwordHash = await hashPassword(testPassword);
  return {
    url,
    services,
    async member(role, organizationId) {
      const organization =
        organizationId ?? (await services.prisma.organization.create({ data: { name: 'Clinic' } })).id;
      const email = `${role.toLowerCase()}.${randomUUID()}@example.org`;
      const user = await services.prisma.user.create({
        data: { email, name: role, role, passwordHash, organizationId: organization },
      });
      const { accessToken: token, sessionId } = await startSession(services, user);
      return { caller: callerOf(user, sessionToken({ id: sessionId })), email, token };
    },
    post: (query, variables, token) => postGraphql(server.graphqlUrl, query, variables, token),
    async close() {
      await server.close();
      await database?.drop();
      await Promise.all(
        [dataDirectory, modelDirectory].map((folder) => rm(folder, { recursive: true, force: true })),
      );
    },
  };
}
