import { readdir } from 'node:fs/promises';
import { createEventEyeClient, type EventEyeClient } from '@eventeye/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { blackPng } from './testing/pictures.js';

const [good, other] = phantomFiles as [Named, Named];
type Named = { filename: string; bytes: Uint8Array };
let server: TestServer;
let client: EventEyeClient;
let email: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  ({ email } = await server.member('CLINICIAN'));
  client = createEventEyeClient({ url: `${server.url}/graphql` });
  await client.signIn({ email, password: testPassword });
});
afterAll(async () => {
  await client?.close();
  await server?.close();
});

/** Everything that an upload could leave behind. */
async function stored() {
  const { prisma, config } = server.services;
  const folder = `${config.dataDirectory}/files/medical_images`;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return {
    patients: await prisma.patient.count(),
    studies: await prisma.study.count(),
    series: await prisma.series.count(),
    images: await prisma.medicalImage.count(),
    files: entries.filter((entry) => entry.isFile()).length,
  };
}

const bad: [name: string, code: string, bytes: () => Uint8Array][] = [
  ['no image', 'IMAGE_UNSUPPORTED', () => new TextEncoder().encode('Dear colleague, please find enclosed')],
  ['an empty file', 'IMAGE_EMPTY', () => new Uint8Array()],
  ['a DICOM file cut off in its pixels', 'DICOM_TRUNCATED', () => good.bytes.slice(0, -1000)],
  ['a PNG cut off in its header', 'IMAGE_CORRUPT', () => blackPng(64, 64).slice(0, 20)],
  ['a small file that unpacks to 900 million pixels', 'IMAGE_TOO_LARGE', () => blackPng(30_000, 30_000)],
  ['an image just over the pixel limit', 'IMAGE_TOO_LARGE', () => blackPng(8193, 8192)],
  ['a picture that names no patient', 'VALIDATION_FAILED', () => blackPng(64, 64)],
];

it.each(bad)('refuses %s with %s and keeps nothing of it', async (name, code, bytes) => {
  const before = await stored();
  const [result] = await client.uploadMedicalImages([{ filename: `${name}.dcm`, bytes: bytes() }]);
  expect(result!.error).toMatchObject({ code, filename: `${name}.dcm` });
  expect(result!.error!.message).toMatch(/^[A-Z].+\.$/);
  expect(await stored()).toEqual(before);
});

it('keeps the good files of a batch and tells of each bad one, in the order of the files', async () => {
  const batch = bad.map(([filename, , bytes]) => ({ filename, bytes: bytes() }));
  const before = await stored();
  const results = await client.uploadMedicalImages([good, ...batch, other], { concurrency: 1 });
  expect(results.map(({ image, error }) => image?.filename ?? error?.code)).toEqual([
    good.filename,
    ...bad.map(([, code]) => code),
    other.filename,
  ]);
  expect(await stored()).toEqual({
    ...before,
    patients: before.patients + 1,
    studies: before.studies + 1,
    series: before.series + 1,
    images: before.images + 2,
    files: before.files + 2,
  });
});

it('answers an unknown patient, a wrong password and unknown ids with their codes', async () => {
  const unknown = btoa('Patient:01900000-0000-7000-8000-000000000000');
  const before = await stored();
  const [upload] = await client.uploadMedicalImages([good], { patientId: unknown });
  expect(upload!.error).toMatchObject({ code: 'NOT_FOUND' });
  expect(await stored()).toEqual(before);
  await expect(client.signIn({ email, password: 'not it' })).rejects.toMatchObject({
    code: 'INVALID_CREDENTIALS',
  });
  const image = btoa('MedicalImage:01900000-0000-7000-8000-000000000000');
  await expect(client.analyzeMedicalImage(image)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(client.analyzeMedicalImage('nonsense')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await client.analysis(btoa('Analysis:01900000-0000-7000-8000-000000000000'))).toBeNull();
  const watch = client.watchAnalysis(btoa('Analysis:01900000-0000-7000-8000-000000000000'));
  await expect(watch[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(client.createPatient({ mrn: '' })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
});
