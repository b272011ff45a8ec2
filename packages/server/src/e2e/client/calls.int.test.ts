import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  allPages,
  createEventEyeClient,
  type EventEyeClient,
  type EventEyeClientOptions,
  type SessionTokens,
} from '@eventeye/client';
import { fileFromPath } from '@eventeye/client/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { phantomFiles } from '../../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../../http/testing/startTestServer.js';
import { blockedWebSocket } from './testing/blockedWebSocket.js';

let server: TestServer;
let email: string;
let folder: string;
const open: EventEyeClient[] = [];

beforeAll(async () => {
  [server, folder] = await Promise.all([
    startTestServer('embedded'),
    mkdtemp(join(tmpdir(), 'eventeye-sdk-')),
  ]);
  ({ email } = await server.member('CLINICIAN'));
});
afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function signedIn(options: Partial<EventEyeClientOptions> = {}): Promise<EventEyeClient> {
  const client = createEventEyeClient({ url: `${server.url}/graphql`, ...options });
  open.push(client);
  await client.signIn({ email, password: testPassword });
  return client;
}

/** A token that the server does not take, beside a refresh token that it does: what an expired session looks like. */
function spoil(client: EventEyeClient): void {
  client.setTokens({ ...client.tokens!, accessToken: 'run-out' });
}

it('uploads files from disk in several requests, with the progress in bytes', async () => {
  const client = await signedIn();
  const sources = await Promise.all(
    phantomFiles.map(async ({ filename, bytes }) => {
      const path = join(folder, filename);
      await writeFile(path, bytes);
      return fileFromPath(path);
    }),
  );
  const totalBytes = phantomFiles.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const seen: number[] = [];
  let last: unknown;
  const results = await client.uploadMedicalImages(sources, {
    maxFiles: 2,
    onProgress: (progress) => {
      seen.push(progress.sentBytes);
      last = progress;
    },
  });
  expect(results.map(({ image }) => image?.filename)).toEqual(phantomFiles.map(({ filename }) => filename));
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  // More often than once a request: within files too.
  expect(new Set(seen).size).toBeGreaterThan(phantomFiles.length / 2);
  expect(last).toEqual({ sentBytes: totalBytes, totalBytes, finishedFiles: 6, totalFiles: 6 });
});

it('renews the session once for many requests, uploads and subscriptions', async () => {
  const told: (SessionTokens | undefined)[] = [];
  const client = await signedIn({ onSessionChange: (tokens) => told.push(tokens) });
  spoil(client);
  told.length = 0;
  const answers = await Promise.all([client.patients(), client.analyses(), client.activeModel()]);
  expect(answers[2].isDemonstration).toBe(true);
  expect(told).toHaveLength(1);

  spoil(client);
  const [uploaded] = await client.uploadMedicalImages([phantomFiles[0]!]);
  expect(uploaded!.image?.filename).toBe(phantomFiles[0]!.filename);

  const { id } = await client.analyzeMedicalImage(uploaded!.image!.id);
  spoil(client);
  const statuses: string[] = [];
  for await (const { status } of client.watchAnalysis(id)) statuses.push(status);
  expect(statuses.at(-1)).toBe('SUCCEEDED');
  expect(client.tokens!.accessToken).not.toBe('run-out');
});

it.each([
  ['over WebSocket', {}],
  ['over HTTP where WebSockets are blocked', { webSocket: blockedWebSocket() }],
])('watches an analysis to its result %s', async (_how, options) => {
  const client = await signedIn(options);
  const [uploaded] = await client.uploadMedicalImages([phantomFiles[1]!]);
  const { id } = await client.analyzeMedicalImage(uploaded!.image!.id);
  const states = [];
  for await (const state of client.watchAnalysis(id, { pollIntervalMs: 20 })) states.push(state);
  const { status, result, medicalImage } = states.at(-1)!;
  expect(status).toBe('SUCCEEDED');
  expect(medicalImage.id).toBe(uploaded!.image!.id);
  expect(result!.receipt.imageSha256).toBe(uploaded!.image!.sha256);
  expect((await client.analysis(id))?.result?.outcome).toBe(result!.outcome);
});

it('pages through lists without an item twice', async () => {
  const client = await signedIn();
  for (let i = 0; i < 5; i += 1) await client.createPatient({ mrn: `PAGE-${i}` });
  const mrns: string[] = [];
  const pages = allPages((page) => client.patients({ search: 'PAGE-', first: 2, ...page }));
  for await (const { mrn } of pages) mrns.push(mrn);
  expect(mrns.toSorted()).toEqual(['PAGE-0', 'PAGE-1', 'PAGE-2', 'PAGE-3', 'PAGE-4']);
  expect((await client.patient({ mrn: 'PAGE-3' }))?.mrn).toBe('PAGE-3');
  await expect(client.createPatient({ mrn: 'PAGE-3' })).rejects.toMatchObject({ code: 'PATIENT_MRN_TAKEN' });
});

it('stops an upload with the reason of its signal', async () => {
  const client = await signedIn();
  const controller = new AbortController();
  const reason = new Error('The page was left.');
  const uploading = client.uploadMedicalImages(phantomFiles, {
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  await expect(uploading).rejects.toBe(reason);
});

it('ends the session on the server when signing out', async () => {
  const client = await signedIn();
  const { tokens } = client;
  await client.signOut();
  expect(client.tokens).toBeUndefined();
  await expect(client.patients()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  client.setTokens(tokens);
  await expect(client.refresh()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
});

it('says NETWORK_FAILED where nobody listens', async () => {
  const client = createEventEyeClient({ url: 'http://127.0.0.1:1/graphql', auth: { accessToken: 'any' } });
  await expect(client.patients()).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  const [result] = await client.uploadMedicalImages([phantomFiles[0]!]);
  expect(result!.error).toMatchObject({ code: 'NETWORK_FAILED' });
});
