import { isEnumType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signAccessToken } from '../auth/accessToken.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { schema } from '../schema/schema.js';
import { phantomFiles } from './testing/phantomFiles.js';
import { postUpload } from './testing/postGraphql.js';
import { startTestServer, type TestServer } from './testing/startTestServer.js';
import { databaseKinds } from './testing/testDatabase.js';

describe.each(databaseKinds)('on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());

  describe('without a token', () => {
    it('every field but those of signing in answers UNAUTHENTICATED', async () => {
      const open = ['viewer', 'signInProviders', 'signIn', 'exchangeSignInCode', 'refreshSession', 'signOut'];
      const answers: Record<string, string | undefined> = {};
      for (const type of [schema.getQueryType()!, schema.getMutationType()!]) {
        for (const field of Object.values(type.getFields())) {
          if (open.includes(field.name)) continue;
          answers[field.name] = (
            await server.post(minimalOperation(type.name, field.name))
          ).errors?.[0]?.extensions.code;
        }
      }
      expect(new Set(Object.values(answers))).toEqual(new Set(['UNAUTHENTICATED']));
      expect(Object.keys(answers).length).toBeGreaterThan(10);
    });

    it('viewer is null, and TOKEN_EXPIRED with a token that ran out, so that a client knows to refresh', async () => {
      expect((await server.post('{ viewer { id } }')).data.viewer).toBeNull();
      const { caller } = await server.member('VIEWER');
      const old = await signAccessToken(server.services.secret, caller, new Date(Date.now() - 3_600_000));
      const answer = await server.post('{ viewer { id } }', {}, old);
      expect(answer.errors?.[0]?.extensions.code).toBe('TOKEN_EXPIRED');
    });

    it('no upload is read', async () => {
      const answer = await postUpload(`${server.url}/graphql`, '', [
        { filename: 'a.png', bytes: new Uint8Array(9) },
      ]);
      expect(answer.status).toBe(401);
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });
  });

  describe('another organization', () => {
    it('sees none of ours, whichever way it asks', async () => {
      const ours = await server.member('CLINICIAN');
      const theirs = await server.member('ADMIN');
      const graphql = `${server.url}/graphql`;
      const uploaded = await postUpload(graphql, ours.token, phantomFiles.slice(0, 1));
      const [image] = uploaded.data.uploadMedicalImages.medicalImages;
      const analysis = await server.services.analyses.request(ours.caller, rowId(image.id));
      const study = (await server.services.prisma.study.findFirstOrThrow({
        where: { organizationId: ours.caller.organizationId },
      }))!;
      const ids = {
        image: image.id,
        patient: image.patient.id,
        series: image.series.id,
        analysis: encodeGlobalId('Analysis', analysis.id),
        study: encodeGlobalId('Study', study.id),
        user: encodeGlobalId('User', ours.caller.userId),
        organization: encodeGlobalId('Organization', ours.caller.organizationId),
      };
      for (const [name, id] of Object.entries(ids)) {
        const query = 'query ($id: ID!) { node(id: $id) { id } }';
        expect((await server.post(query, { id }, ours.token)).data.node, name).toEqual({ id });
        expect((await server.post(query, { id }, theirs.token)).data.node, name).toBeNull();
      }
      const everything = await server.post(
        `query ($image: ID!, $patient: ID!, $analysis: ID!, $study: ID!, $mrn: String!) {
        patient(id: $patient) { id }
        byMrn: patient(mrn: $mrn) { id }
        patients { totalCount edges { node { id } } }
        study(id: $study) { id }
        medicalImage(id: $image) { id }
        analysis(id: $analysis) { id }
        analyses { totalCount edges { node { id } } }
        ofPatient: analyses(patientId: $patient) { totalCount }
      }`,
        { ...ids, mrn: image.patient.mrn },
        theirs.token,
      );
      const none = { totalCount: 0, edges: [] };
      expect(everything.errors).toBeUndefined();
      expect(everything.data).toEqual({
        patient: null,
        byMrn: null,
        patients: none,
        study: null,
        medicalImage: null,
        analysis: null,
        analyses: none,
        ofPatient: { totalCount: 0 },
      });
      const mutations = await server.post(
        `mutation ($image: ID!, $analysis: ID!) {
        analyzeMedicalImage(input: { medicalImageId: $image }) { __typename ... on Error { code } }
        cancelAnalysis(input: { analysisId: $analysis }) { __typename ... on Error { code } }
      }`,
        ids,
        theirs.token,
      );
      const notFound = { __typename: 'NotFoundError', code: 'NOT_FOUND' };
      expect(mutations.data).toEqual({ analyzeMedicalImage: notFound, cancelAnalysis: notFound });
      const upload = await postUpload(graphql, theirs.token, phantomFiles.slice(0, 1), image.patient.id);
      expect(upload.data.uploadMedicalImages).toMatchObject(notFound);
    });
  });

  describe('a viewer', () => {
    it('reads, and may change nothing', async () => {
      const { caller, token: writer } = await server.member('CLINICIAN');
      const { token } = await server.member('VIEWER', caller.organizationId);
      const graphql = `${server.url}/graphql`;
      const uploaded = await postUpload(graphql, writer, phantomFiles.slice(0, 1));
      const { id } = uploaded.data.uploadMedicalImages.medicalImages[0];
      const image = await server.post('query ($id: ID!) { medicalImage(id: $id) { id } }', { id }, token);
      expect(image.data.medicalImage.id).toBe(id);
      const forbidden = { __typename: 'ForbiddenError', code: 'FORBIDDEN' };
      const upload = await postUpload(graphql, token, phantomFiles.slice(0, 1));
      expect(upload.data.uploadMedicalImages).toMatchObject(forbidden);
      const answer = await server.post(
        `mutation ($id: ID!) {
        analyzeMedicalImage(input: { medicalImageId: $id }) { __typename ... on Error { code } }
        createPatient(input: { mrn: "X" }) { __typename ... on Error { code } }
      }`,
        { id },
        token,
      );
      expect(answer.data).toEqual({ analyzeMedicalImage: forbidden, createPatient: forbidden });
    });
  });
});

function rowId(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString().split(':')[1]!;
}

/** The least that asks for a root field: placeholder arguments, `__typename` beneath. */
function minimalOperation(typeName: string, fieldName: string): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(typeName);
  const field = type.getFields()[fieldName]!;
  const needed = field.args.filter((arg) => String(arg.type).endsWith('!'));
  const variables = needed.map((arg) => `${arg.name}: ${literal(String(arg.type).replace('!', ''))}`);
  const args = variables.length > 0 ? `(${variables.join(', ')})` : '';
  return `${typeName.toLowerCase()} { ${fieldName}${args} { __typename } }`;
}

function literal(typeName: string): string {
  const type = schema.getType(typeName);
  if (type && 'getFields' in type && !isObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => String(field.type).endsWith('!'));
    return `{ ${fields.map((field) => `${field.name}: ${literal(String(field.type).replace(/!$/, ''))}`).join(', ')} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (typeName in scalars) return scalars[typeName]!;
  return typeName.startsWith('[') ? '[]' : '"x"';
}

/** Values of scalars that a text is none of. */
const scalars: Record<string, string> = {
  Int: '1',
  Float: '0.5',
  Boolean: 'true',
  JSON: '{}',
  Date: '"2026-01-31"',
};
