import { createHash } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postGraphql, postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

const create = `mutation ($input: CreateEmbedTokenInput!) { createEmbedToken(input: $input) {
  __typename ... on CreateEmbedTokenPayload { embedTokenId token nonce expiresAt }
  ... on Error { code message } ... on ValidationError { path } } }`;
const revoke = `mutation ($id: ID!) { revokeEmbedToken(input: { embedTokenId: $id }) {
  __typename ... on Error { code } } }`;
const patient = 'query ($id: ID!) { patient(id: $id) { id } }';
const analyze = `mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) {
  __typename ... on Error { code } } }`;
const origin = 'https://emr.example.org';

describe.each(databaseKinds)('embed tokens on the %s database', (kind) => {
  let server: TestServer;
  let clinician: Awaited<ReturnType<TestServer['member']>>;
  let image: { id: string; patient: { id: string; mrn: string }; series: { id: string } };
  let otherPatient: string;
  let graphql: string;
  beforeAll(async () => {
    server = await startTestServer(kind);
    graphql = `${server.url}/graphql`;
    clinician = await server.member('CLINICIAN');
    const sent = await postUpload(graphql, clinician.token, phantomFiles.slice(0, 1));
    image = sent.data.uploadMedicalImages.medicalImages[0];
    const other = await server.post(
      'mutation { createPatient(input: { mrn: "OTHER" }) { ... on CreatePatientPayload { patient { id } } } }',
      {},
      clinician.token,
    );
    otherPatient = other.data.createPatient.patient.id;
  });
  afterAll(() => server.close());

  const make = async (input: object = {}, token = clinician.token) =>
    (
      await server.post(
        create,
        { input: { patientId: image.patient.id, allowedOrigins: [origin], ...input } },
        token,
      )
    ).data.createEmbedToken;
  const headersOf = (nonce: string, from: string = origin) => ({
    'eventeye-embed-nonce': nonce,
    origin: from,
  });
  const ask = (made: { token: string; nonce: string }, query = patient, id = image.patient.id) =>
    postGraphql(graphql, query, { id }, made.token, headersOf(made.nonce));
  const codeOf = async (token: string, headers: Record<string, string>) =>
    (await postGraphql(graphql, patient, { id: image.patient.id }, token, headers)).errors?.[0]?.extensions
      .code ?? 'accepted';

  it('show the one patient, and nobody else', async () => {
    const made = await make();
    expect(made.token).toMatch(/^eet_[\w-]{43}$/);
    expect((await ask(made)).data.patient.id).toBe(image.patient.id);
    expect((await ask(made, patient, otherPatient)).data?.patient ?? null).toBeNull();
    const rows = JSON.stringify(await server.services.prisma.embedToken.findMany());
    expect(rows).not.toContain(made.token);
    expect(rows).not.toContain(made.nonce);
  });

  it('are refused without their nonce, with another, and with the hash of it', async () => {
    const { token, nonce } = await make();
    const hash = createHash('sha256').update(nonce).digest();
    expect(await codeOf(token, headersOf(nonce))).toBe('accepted');
    expect(await codeOf(token, { origin })).toBe('UNAUTHENTICATED');
    for (const wrong of ['', `${nonce}x`, hash.toString('hex'), hash.toString('base64url')]) {
      expect(await codeOf(token, headersOf(wrong)), wrong).toBe('UNAUTHENTICATED');
    }
  });

  it('can be bound to a nonce that never leaves the page before it is used', async () => {
    const nonce = 'made-by-the-page-with-crypto.getRandomValues';
    const nonceHash = createHash('sha256').update(nonce).digest('base64url');
    const made = await make({ nonceHash });
    expect(made.nonce).toBeNull();
    expect(await codeOf(made.token, headersOf(nonce))).toBe('accepted');
    expect(await codeOf(made.token, headersOf(nonceHash))).toBe('UNAUTHENTICATED');
    expect(await make({ nonceHash: 'short' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      path: ['input', 'nonceHash'],
    });
  });

  it('are refused on other origins, and accepted where no browser says one', async () => {
    const { token, nonce } = await make({ allowedOrigins: [`${origin}/`, 'http://localhost:3000'] });
    expect(await codeOf(token, headersOf(nonce, 'http://localhost:3000'))).toBe('accepted');
    expect(await codeOf(token, { 'eventeye-embed-nonce': nonce })).toBe('accepted');
    for (const other of [
      'https://evil.example.org',
      'null',
      'https://emr.example.org.evil.org',
      `${origin}:8443`,
    ]) {
      expect(await codeOf(token, headersOf(nonce, other)), other).toBe('UNAUTHENTICATED');
    }
    for (const bad of [
      '*',
      'https://*.example.org',
      'emr.example.org',
      'https://a.org/path',
      'javascript:0',
    ]) {
      expect((await make({ allowedOrigins: [bad] })).path, bad).toEqual(['input', 'allowedOrigins']);
    }
    expect((await make({ allowedOrigins: [] })).code).toBe('VALIDATION_FAILED');
  });

  it('are never read from an address', async () => {
    const { token, nonce } = await make();
    const query = `query=${encodeURIComponent('{ patients { totalCount } }')}`;
    for (const name of ['token', 'access_token', 'authorization', 'embedToken']) {
      const response = await fetch(`${graphql}?${query}&${name}=${token}&nonce=${nonce}`, {
        headers: { 'apollo-require-preflight': 'true', ...headersOf(nonce) },
      });
      const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
      expect(answer.errors[0]?.extensions.code, name).toBe('UNAUTHENTICATED');
    }
  });

  it('read, and analyse where that was asked for', async () => {
    const reading = await make();
    expect((await ask(reading, analyze, image.id)).data.analyzeMedicalImage.code).toBe('FORBIDDEN');
    const both = await make({ access: 'READ_AND_ANALYZE' });
    expect((await ask(both, analyze, image.id)).data.analyzeMedicalImage.__typename).toBe(
      'AnalyzeMedicalImagePayload',
    );
    const upload = await postUpload(graphql, both.token, phantomFiles.slice(0, 1), image.patient.id, {
      'apollo-require-preflight': 'true',
      ...headersOf(both.nonce),
    });
    expect(upload.data.uploadMedicalImages.code).toBe('FORBIDDEN');
  });

  it('are good for a study as well, and only for one that the maker sees', async () => {
    const study = await server.services.prisma.study.findFirstOrThrow({
      where: { organizationId: clinician.caller.organizationId },
    });
    const studyId = Buffer.from(`Study:${study.id}`).toString('base64url');
    const made = await make({ patientId: null, studyId });
    const query = 'query ($id: ID!) { study(id: $id) { id } }';
    expect((await ask(made, query, studyId)).data.study.id).toBe(studyId);
    const stranger = await server.member('CLINICIAN');
    expect((await make({}, stranger.token)).code).toBe('NOT_FOUND');
    expect((await make({ patientId: null, studyId }, stranger.token)).code).toBe('NOT_FOUND');
    expect((await make({ studyId })).code).toBe('VALIDATION_FAILED');
    expect((await make({ patientId: null })).code).toBe('VALIDATION_FAILED');
  });

  it('live for minutes, at most an hour', async () => {
    const { expiresAt } = await make();
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(10);
    for (const ttlSeconds of [59, 3601, -1])
      expect((await make({ ttlSeconds })).code).toBe('VALIDATION_FAILED');
    const { token, nonce, embedTokenId } = await make({ ttlSeconds: 3600 });
    const { prisma, principals } = server.services;
    const where = { id: rowId(embedTokenId) };
    await prisma.embedToken.update({ where, data: { expiresAt: new Date(Date.now() - 1) } });
    principals.forget();
    expect(await codeOf(token, headersOf(nonce))).toBe('TOKEN_EXPIRED');
  });

  it('are not made by viewers, nor with another embed token', async () => {
    const viewer = await server.member('VIEWER', clinician.caller.organizationId);
    expect((await make({}, viewer.token)).code).toBe('FORBIDDEN');
    const made = await make({ access: 'READ_AND_ANALYZE' });
    const input = { patientId: image.patient.id, allowedOrigins: [origin] };
    const answer = await postGraphql(graphql, create, { input }, made.token, headersOf(made.nonce));
    expect(answer.data.createEmbedToken.code).toBe('FORBIDDEN');
  });

  it('do not sign out, change or administer who made them', async () => {
    const admin = await server.member('ADMIN', clinician.caller.organizationId);
    const made = await make({ access: 'READ_AND_ANALYZE' }, admin.token);
    const answer = await postGraphql(
      graphql,
      `mutation {
        signOutEverywhere(input: {}) { ... on Error { code } }
        changePassword(input: { currentPassword: "x", newPassword: "a rather long one" }) { ... on Error { code } }
        createUser(input: { email: "a@b.org", name: "x", role: ADMIN }) { ... on Error { code } }
        createApiKey(input: { name: "x", scopes: [READ] }) { ... on Error { code } }
      }`,
      {},
      made.token,
      headersOf(made.nonce),
    );
    const codes = Object.values(answer.data).map((member) => (member as { code: string }).code);
    expect(codes).toEqual(Array(4).fill('FORBIDDEN'));
  });

  it('end when they are revoked, by their maker, an administrator or themselves', async () => {
    const admin = await server.member('ADMIN', clinician.caller.organizationId);
    const colleague = await server.member('CLINICIAN', clinician.caller.organizationId);
    const one = await make();
    const end = async (id: string, token: string, headers = {}) =>
      (await postGraphql(graphql, revoke, { id }, token, headers)).data.revokeEmbedToken;
    expect((await end(one.embedTokenId, colleague.token)).code).toBe('NOT_FOUND');
    expect(await codeOf(one.token, headersOf(one.nonce))).toBe('accepted');
    await end(one.embedTokenId, clinician.token);
    expect(await codeOf(one.token, headersOf(one.nonce))).toBe('UNAUTHENTICATED');
    const two = await make();
    await end(two.embedTokenId, admin.token);
    expect(await codeOf(two.token, headersOf(two.nonce))).toBe('UNAUTHENTICATED');
    const [three, four] = [await make(), await make()];
    expect((await end(four.embedTokenId, three.token, headersOf(three.nonce))).code).toBe('NOT_FOUND');
    await end(three.embedTokenId, three.token, headersOf(three.nonce));
    expect(await codeOf(three.token, headersOf(three.nonce))).toBe('UNAUTHENTICATED');
    expect(await codeOf(four.token, headersOf(four.nonce))).toBe('accepted');
  });

  it('end with the session and with the API key that made them, and when their maker becomes a viewer', async () => {
    const admin = await server.member('ADMIN', clinician.caller.organizationId);
    const maker = await server.member('CLINICIAN', clinician.caller.organizationId);
    const bySession = await make({}, maker.token);
    expect(await codeOf(bySession.token, headersOf(bySession.nonce))).toBe('accepted');
    await server.post('mutation { signOutEverywhere(input: {}) { __typename } }', {}, maker.token);
    expect(await codeOf(bySession.token, headersOf(bySession.nonce))).toBe('UNAUTHENTICATED');

    const key = await server.post(
      `mutation { createApiKey(input: { name: "EMR", scopes: [READ] }) {
        ... on CreateApiKeyPayload { secret apiKey { id } } } }`,
      {},
      admin.token,
    );
    const { secret, apiKey } = key.data.createApiKey;
    const byKey = await make({}, secret);
    expect((await make({ access: 'READ_AND_ANALYZE' }, secret)).code).toBe('FORBIDDEN');
    expect(await codeOf(byKey.token, headersOf(byKey.nonce))).toBe('accepted');
    await server.post(
      'mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { __typename } }',
      { id: apiKey.id },
      admin.token,
    );
    expect(await codeOf(byKey.token, headersOf(byKey.nonce))).toBe('UNAUTHENTICATED');

    const demoted = await server.member('CLINICIAN', clinician.caller.organizationId);
    const last = await make({}, demoted.token);
    expect(await codeOf(last.token, headersOf(last.nonce))).toBe('accepted');
    const demote = 'mutation ($id: ID!) { updateUser(input: { userId: $id, role: VIEWER }) { __typename } }';
    await server.post(
      demote,
      { id: Buffer.from(`User:${demoted.caller.userId}`).toString('base64url') },
      admin.token,
    );
    expect(await codeOf(last.token, headersOf(last.nonce))).toBe('UNAUTHENTICATED');
  });

  it('take the addresses of files with them when they end', async () => {
    const made = await make();
    const query = 'query ($id: ID!) { medicalImage(id: $id) { originalUrl } }';
    const { originalUrl } = (await ask(made, query, image.id)).data.medicalImage;
    expect(originalUrl).not.toContain(made.token);
    const statusOf = async () => (await fetch(`${server.url}${originalUrl}`)).status;
    expect(await statusOf()).toBe(200);
    await server.post(revoke, { id: made.embedTokenId }, clinician.token);
    expect(await statusOf()).toBe(403);
  });

  it('open a WebSocket with the nonce among its parameters, on named origins only', async () => {
    const { token, nonce } = await make();
    const analysis = await server.services.analyses.request(clinician.caller, rowId(image.id));
    const id = Buffer.from(`Analysis:${analysis.id}`).toString('base64url');
    const first = async (embedNonce: string, from: string) => {
      class FromPage extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, { origin: from });
        }
      }
      const client = createClient({
        url: graphql.replace('http', 'ws'),
        webSocketImpl: FromPage,
        connectionParams: { authorization: `Bearer ${token}`, embedNonce },
        retryAttempts: 0,
      });
      const results = client.iterate<{ analysisUpdated: { id: string } }>({
        query: 'subscription ($id: ID!) { analysisUpdated(analysisId: $id) { id } }',
        variables: { id },
      });
      try {
        const { value } = await results.next();
        return value?.data?.analysisUpdated?.id ?? value?.errors?.[0]?.extensions?.code;
      } catch (refused) {
        return (refused as { extensions?: { code: string } }[])[0]?.extensions?.code ?? 'refused';
      } finally {
        await client.dispose();
      }
    };
    expect(await first(nonce, origin)).toBe(id);
    expect(await first('another', origin)).not.toBe(id);
    expect(await first(nonce, 'https://evil.example.org')).not.toBe(id);
  });
});

function rowId(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString().split(':')[1]!;
}
