import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';

const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  __typename ... on CreateApiKeyPayload { secret apiKey { id prefix scopes expiresAt lastUsedAt user { id role } } }
  ... on Error { code message } ... on ValidationError { path } } }`;
const revoke = `mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) {
  __typename ... on RevokeApiKeyPayload { apiKey { revokedAt } } ... on Error { code } } }`;
const list = `{ apiKeys { totalCount edges { node { id name prefix scopes createdAt expiresAt lastUsedAt revokedAt } } } }`;

describe.each(databaseKinds)('API keys on the %s database', (kind) => {
  let server: TestServer;
  let admin: Awaited<ReturnType<TestServer['member']>>;
  beforeAll(async () => {
    server = await startTestServer(kind);
    admin = await server.member('ADMIN');
  });
  afterAll(() => server.close());

  const make = async (input: object = {}, token = admin.token) =>
    (await server.post(create, { input: { name: 'PACS', scopes: ['READ'], ...input } }, token)).data
      .createApiKey;
  const stateOf = async (token: string) => {
    const answer = await server.post('{ viewer { role } }', {}, token);
    return answer.data?.viewer?.role ?? answer.errors?.[0]?.extensions.code;
  };

  it('speak as INTEGRATION, and are shown once', async () => {
    const { secret, apiKey } = await make();
    expect(secret).toMatch(/^ee_[0-9a-f]{8}_[\w-]{43}$/);
    expect(secret.startsWith(`${apiKey.prefix}_`)).toBe(true);
    expect(await stateOf(secret)).toBe('INTEGRATION');
    const { prisma } = server.services;
    const rows = JSON.stringify([await prisma.apiKey.findMany(), await prisma.user.findMany()]);
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(secret.slice(-43));
    const listed = await server.post(list, {}, admin.token);
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect(listed.data.apiKeys.edges[0].node).toMatchObject({
      id: apiKey.id,
      name: 'PACS',
      prefix: apiKey.prefix,
      scopes: ['READ'],
      revokedAt: null,
    });
  });

  it('do what their scopes say and no more', async () => {
    const reader = (await make({ scopes: ['READ'] })).secret;
    const sender = (await make({ scopes: ['UPLOAD', 'READ'] })).secret;
    const graphql = `${server.url}/graphql`;
    const refused = await postUpload(graphql, reader, phantomFiles.slice(0, 1));
    expect(refused.data.uploadMedicalImages.code).toBe('FORBIDDEN');
    const sent = await postUpload(graphql, sender, phantomFiles.slice(0, 1));
    const { id } = sent.data.uploadMedicalImages.medicalImages[0];
    const seen = await server.post('query ($id: ID!) { medicalImage(id: $id) { id } }', { id }, reader);
    expect(seen.data.medicalImage.id).toBe(id);
    const analyze = `mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) {
      __typename ... on Error { code } } }`;
    expect((await server.post(analyze, { id }, sender)).data.analyzeMedicalImage.code).toBe('FORBIDDEN');
    const analyzer = (await make({ scopes: ['ANALYZE', 'READ'] })).secret;
    expect((await server.post(analyze, { id }, analyzer)).data.analyzeMedicalImage.__typename).toBe(
      'AnalyzeMedicalImagePayload',
    );
  });

  it('are managed by administrators who signed in, never by keys', async () => {
    const { secret } = await make({ scopes: ['READ', 'UPLOAD', 'ANALYZE', 'WRITE'] });
    const clinician = await server.member('CLINICIAN', admin.caller.organizationId);
    for (const token of [secret, clinician.token]) {
      expect((await make({}, token)).code).toBe('FORBIDDEN');
      expect((await server.post(list, {}, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const own = await server.post('mutation { signOutEverywhere(input: {}) { __typename } }', {}, secret);
      expect(own.data.signOutEverywhere.__typename).toBe('ForbiddenError');
    }
    const administer = await server.post(
      create,
      { input: { name: 'x', scopes: ['ADMINISTER'] } },
      admin.token,
    );
    expect(administer.errors).toHaveLength(1);
  });

  it('are refused from the moment they are revoked', async () => {
    const { secret, apiKey } = await make();
    expect(await stateOf(secret)).toBe('INTEGRATION');
    const other = await server.member('ADMIN');
    expect((await server.post(revoke, { id: apiKey.id }, other.token)).data.revokeApiKey.code).toBe(
      'NOT_FOUND',
    );
    const first = (await server.post(revoke, { id: apiKey.id }, admin.token)).data.revokeApiKey;
    expect(first.apiKey.revokedAt).toEqual(expect.any(String));
    expect(await stateOf(secret)).toBe('UNAUTHENTICATED');
    const again = (await server.post(revoke, { id: apiKey.id }, admin.token)).data.revokeApiKey;
    expect(again).toEqual(first);
  });

  it('expire, and say so', async () => {
    const { secret, apiKey } = await make();
    const { prisma, principals } = server.services;
    await prisma.apiKey.update({
      where: { id: rowId(apiKey.id) },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    principals.forget();
    expect(await stateOf(secret)).toBe('TOKEN_EXPIRED');
    const year = new Date(Date.now() + 364 * 86_400_000).toISOString();
    expect((await make()).apiKey.expiresAt > year).toBe(true);
    for (const expiresAt of [new Date(0), new Date(Date.now() + 3 * 365 * 86_400_000)]) {
      expect(await make({ expiresAt: expiresAt.toISOString() })).toMatchObject({
        code: 'VALIDATION_FAILED',
        path: ['input', 'expiresAt'],
      });
    }
  });

  it('note their last use, written at most once a minute', async () => {
    const { secret, apiKey } = await make();
    expect(apiKey.lastUsedAt).toBeNull();
    const { prisma, principals } = server.services;
    const read = async () =>
      (await prisma.apiKey.findUniqueOrThrow({ where: { id: rowId(apiKey.id) } })).lastUsedAt;
    await stateOf(secret);
    const first = await read();
    expect(first).toBeInstanceOf(Date);
    principals.forget();
    await stateOf(secret);
    expect(await read()).toEqual(first);
    const before = new Date(Date.now() - 61_000);
    await prisma.apiKey.update({ where: { id: rowId(apiKey.id) }, data: { lastUsedAt: before } });
    principals.forget();
    await stateOf(secret);
    expect((await read())!.getTime()).toBeGreaterThan(before.getTime());
  });

  it('can be changed for a new one of the same INTEGRATION', async () => {
    const first = await make();
    const second = await make({ userId: first.apiKey.user.id });
    expect(second.apiKey.user).toEqual(first.apiKey.user);
    const person = encodeGlobalId('User', admin.caller.userId);
    expect((await make({ userId: person })).path).toEqual(['input', 'userId']);
    const stranger = await server.member('INTEGRATION');
    expect((await make({ userId: encodeGlobalId('User', stranger.caller.userId) })).code).toBe('NOT_FOUND');
  });

  it('end with the account that speaks with them', async () => {
    const { secret, apiKey } = await make();
    const deactivate = `mutation ($id: ID!) { updateUser(input: { userId: $id, isActive: false }) { __typename } }`;
    await server.post(deactivate, { id: apiKey.user.id }, admin.token);
    expect(await stateOf(secret)).toBe('UNAUTHENTICATED');
  });
});

function rowId(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString().split(':')[1]!;
}
