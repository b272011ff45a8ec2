import { randomUUID } from 'node:crypto';
import type { TestServer } from '../http/testing/startTestServer.js';
import { encodeGlobalId } from '../schema/globalId.js';
import type { Subjects } from './uiOperations.js';

/** What variables are made with. */
export interface Desk {
  server: TestServer;
  /** Of an administrator. */
  token: string;
  email: string;
  password: string;
  organizationId: string;
  subjects: Subjects;
  /** Of the same study. */
  baseSeriesId: string;
}

/** How an operation is asked, or why it can not be asked here. */
export type Entry =
  | {
      /** Fresh variables; may make the rows that they name, which is not counted. `length` is that of lists and pages. */
      variables(desk: Desk, length: number): Promise<Record<string, unknown>> | Record<string, unknown>;
    }
  | { cannot: string };

const input = (make: (desk: Desk, length: number) => Promise<object> | object): Entry => ({
  variables: async (desk, length) => ({ input: await make(desk, length) }),
});
const of = (name: keyof Subjects, as: string = name): Entry => ({
  variables: ({ subjects }) => ({ [as]: subjects[name] }),
});
const nothing: Entry = { variables: () => ({}) };

/**
 * By the operation's name (or that of its first field) with a small first letter. Operations whose required variables are all
 * names of `Subjects` need no line.
 */
export const documentedVariables: Readonly<Record<string, Entry>> = {
  // Queries.
  analysis: of('analysisId', 'id'),
  medicalImage: of('medicalImageId', 'id'),
  imagePng: of('medicalImageId', 'id'),
  imageDeidentification: of('medicalImageId', 'id'),
  analysisOverlay: of('analysisId', 'id'),
  patient: of('patientId', 'id'),
  study: of('studyId', 'id'),
  series: of('seriesId', 'id'),
  seriesAnalysis: of('seriesAnalysisId', 'id'),
  referenceStandards: of('patientId'),
  patients: { variables: () => ({ search: 'MRN-' }) },
  seriesSubtraction: {
    variables: ({ subjects: { seriesId }, baseSeriesId }) => ({ seriesId, baseSeriesId, sliceIndex: 0 }),
  },
  seriesProjection: { variables: ({ subjects: { seriesId } }) => ({ seriesId, plane: 'AXIAL' }) },
  // Subscriptions.
  analysisUpdated: {
    variables: ({ subjects: { analysisId } }) => ({ id: analysisId, analysisId }),
  },
  // Sessions.
  signIn: input(({ email, password }) => ({ email, password })),
  refreshSession: input(async (desk) => ({ refreshToken: await refreshToken(desk) })),
  signOut: input(async (desk) => ({ refreshToken: await refreshToken(desk) })),
  exchangeSignInCode: {
    cannot: 'needs a person at an identity provider; oidc/oidc.int.test.ts signs people in',
  },
  changePassword: input(({ password }) => ({ currentPassword: password, newPassword: password })),
  signOutEverywhere: input(async ({ server, organizationId }) => {
    const { caller } = await server.member('VIEWER', organizationId);
    return { userId: encodeGlobalId('User', caller.userId) };
  }),
  // Administration.
  createUser: {
    async variables({ server }) {
      // The one that docs/identity.md makes.
      await server.services.prisma.user.deleteMany({ where: { email: 'kim@mary.example.org' } });
      return {
        input: {
          email: `${randomUUID()}@example.org`,
          name: 'Lee',
          role: 'VIEWER',
          password: 'a long enough sentence',
        },
      };
    },
  },
  updateUser: input(async ({ server, organizationId }) => {
    const { caller } = await server.member('VIEWER', organizationId);
    return { userId: encodeGlobalId('User', caller.userId), name: 'Lee' };
  }),
  createApiKey: input(() => ({ name: 'PACS', scopes: ['READ'] })),
  revokeApiKey: input(async (desk) => ({
    apiKeyId: (
      await ask(
        desk,
        `mutation { createApiKey(input: { name: "R", scopes: [READ] }) { ... on CreateApiKeyPayload { apiKey { id } } } }`,
      )
    ).createApiKey.apiKey.id,
  })),
  setAllowedOrigins: input((_desk, length) => ({
    origins: Array.from({ length }, (_, i) => `https://emr-${i}.example.org`),
  })),
  startSilentMode: input(async (desk) => {
    await ask(desk, 'mutation { endSilentMode(input: { release: true }) { __typename } }');
    return { targetPatients: 100 };
  }),
  endSilentMode: input(async (desk) => {
    await ask(desk, 'mutation { startSilentMode(input: { targetPatients: 100 }) { __typename } }');
    return { release: true };
  }),
  recordReferenceStandard: input(({ subjects: { patientId } }) => ({
    patientId,
    label: 'MALIGNANT',
    source: 'PATHOLOGY',
    establishedOn: '2026-01-31',
  })),
  setDeidentificationPolicy: input(() => ({ policy: 'ON' })),
  createEmbedToken: {
    variables: ({ subjects: { patientId } }) => ({
      patientId,
      input: { patientId, allowedOrigins: ['https://emr.example.org'] },
    }),
  },
  revokeEmbedToken: input(async (desk) => ({
    embedTokenId: (
      await ask(
        desk,
        `mutation ($id: ID!) { createEmbedToken(input: { patientId: $id, allowedOrigins: ["https://emr.example.org"] }) {
          ... on CreateEmbedTokenPayload { embedTokenId } } }`,
        { id: desk.subjects.patientId },
      )
    ).createEmbedToken.embedTokenId,
  })),
  // Patients, images, analyses.
  createPatient: input(() => ({ mrn: `NEW-${randomUUID()}` })),
  analyzeMedicalImage: {
    variables: ({ subjects: { medicalImageId } }) => ({ id: medicalImageId, input: { medicalImageId } }),
  },
  cancelAnalysis: input(async (desk) => ({
    analysisId: (
      await ask(
        desk,
        `mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) {
          ... on AnalyzeMedicalImagePayload { analysis { id } } } }`,
        { id: desk.subjects.medicalImageId },
      )
    ).analyzeMedicalImage.analysis.id,
  })),
  verifyAnalysis: {
    cannot: 'reads a stored file and the engine, which the seeded rows have not; verification/ does',
  },
  activateModel: { cannot: 'needs a second model on disk; model/ switches between two' },
  uploadMedicalImages: {
    cannot: 'is multipart; the uploads are counted in sqlBudget.int.test.ts by themselves',
  },
  createUploads: input((_desk, length) => ({ files: files(length) })),
  createUpload: input(() => files(1)[0]!),
  completeUploads: { cannot: 'needs bytes that were sent; counted in sqlBudget.int.test.ts by themselves' },
  completeUpload: { cannot: 'needs bytes that were sent; counted in sqlBudget.int.test.ts by themselves' },
  record: input(({ subjects: { analysisId } }) => ({ analysisId, agrees: true })),
  recordReading: input(({ subjects: { analysisId } }) => ({ analysisId, agrees: true })),
  analyzeSeries: input(({ subjects: { seriesId } }) => ({ seriesId })),
  cancelSeriesAnalysis: input(async (desk) => ({
    seriesAnalysisId: (
      await ask(
        desk,
        `mutation ($id: ID!) { analyzeSeries(input: { seriesId: $id }) {
          ... on AnalyzeSeriesPayload { seriesAnalysis { id } } } }`,
        { id: desk.subjects.seriesId },
      )
    ).analyzeSeries.seriesAnalysis.id,
  })),
  // Webhooks.
  createWebhookEndpoint: input(async (desk) => {
    await removeEndpoints(desk);
    return { url: 'https://hooks.example.org/x', events: ['IMAGE_STORED'] };
  }),
  updateWebhookEndpoint: input(async (desk) => ({ endpointId: await endpoint(desk), description: 'x' })),
  deleteWebhookEndpoint: input(async (desk) => ({ endpointId: await endpoint(desk) })),
  rotateWebhookSecret: input(async (desk) => ({ endpointId: await endpoint(desk) })),
  sendTestWebhook: input(async (desk) => ({ endpointId: await endpoint(desk) })),
  replayWebhookDelivery: input(async (desk) => {
    const { sendTestWebhook } = await ask(
      desk,
      `mutation ($id: ID!) { sendTestWebhook(input: { endpointId: $id }) {
        ... on SendTestWebhookPayload { delivery { id } } } }`,
      { id: await endpoint(desk) },
    );
    const deliveryId = sendTestWebhook.delivery.id as string;
    // What is still on its way is not sent again.
    await desk.server.services.prisma.webhookDelivery.updateMany({ data: { state: 'FAILED' } });
    return { deliveryId };
  }),
  agreement: nothing,
};

async function ask({ server, token }: Desk, query: string, variables: object = {}) {
  const { data, errors } = await server.post(query, variables, token);
  if (errors) throw new Error(errors[0]!.message);
  return data;
}

async function refreshToken(desk: Desk): Promise<string> {
  const { signIn } = await ask(
    desk,
    `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { refreshToken } } }`,
    { input: { email: desk.email, password: desk.password } },
  );
  return signIn.refreshToken;
}

/** Those that were made here: an organization may have so many. */
async function removeEndpoints({ server }: Desk): Promise<void> {
  const where = {
    url: {
      in: ['https://hooks.example.org/x', 'https://hooks.example.org/y', 'https://emr.example.org/eventeye'],
    },
  };
  await server.services.prisma.webhookEndpoint.deleteMany({ where });
}

async function endpoint(desk: Desk): Promise<string> {
  await removeEndpoints(desk);
  const { createWebhookEndpoint } = await ask(
    desk,
    `mutation { createWebhookEndpoint(input: { url: "https://hooks.example.org/y", events: [IMAGE_STORED] }) {
      ... on CreateWebhookEndpointPayload { endpoint { id } } } }`,
  );
  return createWebhookEndpoint.endpoint.id;
}

const files = (length: number) =>
  Array.from({ length }, (_, i) => ({ filename: `${i}.dcm`, byteLength: 1000 }));
