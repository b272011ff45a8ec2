import { afterEach, expect, it } from 'vitest';
import {
  aMedicalImage,
  anAnalysis,
  aPatient,
  aSeries,
  aSeriesAnalysis,
  aUser,
  createMockClient,
  type MockClient,
  type MockClientOptions,
  refusedName,
  slicesOf,
  wrongPassword,
} from './index.js';

const open: MockClient[] = [];
afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));

function mockClient(options: MockClientOptions = {}): MockClient {
  const client = createMockClient(options);
  open.push(client);
  return client;
}

it('answers every reading method from its data, through the schema', async () => {
  const patient = aPatient({ name: 'Phantom^Ada' });
  const series = aSeries();
  const images = slicesOf(series, patient);
  const analysis = anAnalysis({ outcome: 'MALIGNANT', medicalImage: images[3]! });
  const seriesAnalyses = [aSeriesAnalysis({ series })];
  const client = mockClient({ series: [series], images, analyses: [analysis], seriesAnalyses });
  expect((await client.viewer())?.role).toBe('CLINICIAN');
  expect((await client.patients({ search: 'ada' })).nodes.map(({ id }) => id)).toEqual([patient.id]);
  expect((await client.seriesImages(series.id, { first: 5 })).nodes[3]?.latestAnalysis?.id).toBe(analysis.id);
  expect(await client.seriesSlices(series.id, { first: 5 })).toMatchObject({
    totalCount: 24,
    hasNextPage: true,
  });
  expect((await client.series(series.id)).latestAnalysis?.profile).toHaveLength(24);
  expect((await client.studies(series.study.patient.id)).nodes[0]?.series[0]?.id).toBe(series.id);
  expect((await client.medicalImage(images[3]!.id))?.latestAnalysis?.result?.outcome).toBe('MALIGNANT');
  expect((await client.analyses({ orderBy: 'MOST_SUSPICIOUS' })).nodes[0]?.id).toBe(analysis.id);
  expect((await client.activeModel()).isDemonstration).toBe(true);
  expect(await client.imageDeidentification(images[0]!.id)).toBeNull();
  await expect(client.studies('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('tells a watch what is pushed, across a lost connection', async () => {
  const image = aMedicalImage();
  const client = mockClient({ images: [image] });
  const { id } = await client.analyzeMedicalImage(image.id);
  const seen: string[] = [];
  for await (const { status, progress, result } of client.watchAnalysis(id, { pollIntervalMs: 5 })) {
    seen.push(`${status} ${progress} ${result?.outcome ?? ''}`.trim());
    if (status === 'QUEUED') {
      client.mock.push(anAnalysis({ id, medicalImage: image, status: 'RUNNING', progress: 0.5 }));
    } else if (status === 'RUNNING') {
      client.mock.disconnect();
      client.mock.push(anAnalysis({ id, medicalImage: image, outcome: 'INCONCLUSIVE' }));
    }
  }
  expect(seen).toEqual(['QUEUED 0', 'RUNNING 0.5', 'SUCCEEDED 1 INCONCLUSIVE']);
});

it('runs analyses by itself when told so', async () => {
  const image = aMedicalImage();
  const client = mockClient({ images: [image], run: { outcome: 'MALIGNANT', stepMs: 1 } });
  const { id } = await client.analyzeMedicalImage(image.id);
  let last: string | undefined;
  for await (const { result } of client.watchAnalysis(id)) last = result?.outcome;
  expect(last).toBe('MALIGNANT');
});

it('uploads, refusing files by name, and knows the images afterwards', async () => {
  const patient = aPatient();
  const client = mockClient({ patients: [patient] });
  const names = ['a.dcm', `${refusedName}.txt`, 'DICOMDIR', 'b.dcm'];
  const files = names.map((filename) => ({ filename, bytes: new Uint8Array(2000) }));
  const states: string[] = [];
  const results = await client.uploadMedicalImages(files, {
    patientId: patient.id,
    onFile: ({ index, state }) => {
      states[index] = state;
    },
  });
  expect(results.map(({ image, error, skipped }) => image?.filename ?? error?.code ?? skipped)).toEqual([
    'a.dcm',
    'IMAGE_UNSUPPORTED',
    'DICOMDIR',
    'b.dcm',
  ]);
  expect(states).toEqual(['stored', 'refused', 'skipped', 'stored']);
  expect((await client.patientImages(patient.id)).totalCount).toBe(2);
});

it('is unreachable, or knows nobody, when told so, and comes back', async () => {
  const client = mockClient({ mode: 'offline' });
  await expect(client.patients()).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  client.mock.setMode('unauthorised');
  await expect(client.patients()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  client.mock.setMode('online');
  client.mock.fail('Patients', 'QUOTA_EXCEEDED');
  await expect(client.patients()).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  expect((await client.patients()).nodes).toEqual([]);
});

it('signs in with any password but the wrong one', async () => {
  const user = aUser({ email: 'kim@st-mary.example' });
  const client = mockClient({ users: [user], signedInAs: null });
  await expect(client.patients()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const { email } = user;
  await expect(client.signIn({ email, password: wrongPassword })).rejects.toMatchObject({
    code: 'INVALID_CREDENTIALS',
  });
  await client.signIn({ email, password: 'any other' });
  expect((await client.viewer())?.email).toBe(email);
  await client.signOut();
  expect(client.tokens).toBeUndefined();
});

it('answers what changes analyses, series, models and sessions', async () => {
  const series = aSeries({ imageCount: 3 });
  const images = slicesOf(series);
  const analysis = anAnalysis({ medicalImage: images[0]!, outcome: 'BENIGN' });
  const client = mockClient({ series: [series], images, analyses: [analysis] });
  expect((await client.verifyAnalysis(analysis.id)).status).toBe('IDENTICAL');
  const { id } = await client.analyzeMedicalImage(images[1]!.id);
  expect((await client.verifyAnalysis(id)).reason).toBe('NO_RESULT');
  expect((await client.cancelAnalysis(id)).status).toBe('CANCELED');
  const run = await client.analyzeSeries(series.id);
  expect((await client.cancelSeriesAnalysis(run.id)).status).toBe('CANCELED');
  expect((await client.recordReading({ analysisId: analysis.id, agrees: true })).label).toBe('BENIGN');
  expect((await client.readings(analysis.id)).nodes).toHaveLength(1);
  const [model] = await client.models();
  expect((await client.activateModel(model!.id)).isActive).toBe(true);
  expect((await client.study({ id: series.study.id }))?.series[0]?.id).toBe(series.id);
  expect(await client.overlayUrl(analysis.id)).toMatch(/^data:/);
  expect(await client.imagePngUrl(images[0]!.id)).toMatch(/^data:/);
  await client.changePassword({ currentPassword: 'any', newPassword: 'another long one' });
  expect(await client.signInProviders()).toEqual([]);
  const signed = await client.uploadMedicalImages([{ filename: 'a.dcm', bytes: new Uint8Array(5) }], {
    transport: 'signed',
  });
  expect(signed[0]?.image?.filename).toBe('a.dcm');
});

it('administers', async () => {
  const admin = aUser({ role: 'ADMIN' });
  const client = mockClient({ signedInAs: admin });
  const { administration, webhooks } = client;
  const created = await administration.createUser({
    email: 'new@st-mary.example',
    name: 'New',
    role: 'VIEWER',
  });
  expect((await administration.users()).nodes.map(({ id }) => id)).toContain(created.id);
  await expect(administration.updateUser({ userId: admin.id, isActive: false })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  const { apiKey } = await administration.createApiKey({ name: 'Key', scopes: ['READ'] });
  expect((await administration.revokeApiKey(apiKey.id)).revokedAt).not.toBeNull();
  await administration.setAllowedOrigins(['https://emr.example.org']);
  expect((await administration.organization()).allowedOrigins).toEqual(['https://emr.example.org']);
  const { endpoint } = await webhooks.createEndpoint({
    url: 'https://hooks.example.org',
    events: ['IMAGE_STORED'],
  });
  expect((await webhooks.sendTest(endpoint.id)).state).toBe('DELIVERED');
  expect((await webhooks.deliveries({ endpointId: endpoint.id })).totalCount).toBe(1);
  const { token } = await administration.createEmbedToken({ allowedOrigins: ['https://emr.example.org'] });
  expect(token).toMatch(/^eet_/);
});
