import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEventEyeClient,
  type EventEyeClient,
  type EventEyeClientOptions,
  type FileProgress,
} from '@eventeye/client';
import { fileFromPath, fileResumeStore } from '@eventeye/client/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makeZip } from '../../archive/testing/makeZip.js';
import { phantomFiles } from '../../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../../http/testing/startTestServer.js';
import { startFlakyProxy } from '../../uploads/testing/flakyProxy.js';

let server: TestServer;
let folder: string;
const open: EventEyeClient[] = [];
beforeAll(async () => {
  [server, folder] = await Promise.all([
    startTestServer('embedded', { EVENTEYE_MAX_FILE_MB: '16', EVENTEYE_MAX_ARCHIVE_MB: '16' }),
    mkdtemp(join(tmpdir(), 'eventeye-sending-')),
  ]);
});
afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function signedIn(options: Partial<EventEyeClientOptions> = {}): Promise<EventEyeClient> {
  const { email } = await server.member('CLINICIAN');
  const client = createEventEyeClient({ url: `${server.url}/graphql`, ...options });
  open.push(client);
  await client.signIn({ email, password: testPassword });
  return client;
}

/** A zip archive of the phantoms and of what is no image, incompressible, of about this many bytes. */
const study = (bytes: number) =>
  makeZip(
    [...phantomFiles, { filename: 'readme.bin', bytes: randomBytes(bytes) }].map((file) => ({
      ...file,
      filename: `study/${file.filename}`,
    })),
    false,
  );
const notes = { filename: 'notes.txt', bytes: new TextEncoder().encode('no image') };

it.each(['multipart', 'signed', 'resumable'] as const)(
  'sends files %s, with the progress of each, and a bad one spoils none',
  async (transport) => {
    const client = await signedIn();
    const files = [...phantomFiles.slice(0, 3), notes, ...phantomFiles.slice(3)];
    const seen: FileProgress[] = [];
    const totals: number[] = [];
    const results = await client.uploadMedicalImages(files, {
      transport,
      pieceBytes: 10_000,
      maxFiles: 4,
      onFile: (progress) => seen.push(progress),
      onProgress: ({ sentBytes }) => totals.push(sentBytes),
    });
    expect(results.map(({ image, error }) => image?.filename ?? error?.code)).toEqual(
      files.map(({ filename }) => (filename === 'notes.txt' ? 'IMAGE_UNSUPPORTED' : filename)),
    );
    const last = files.map((_, index) => seen.findLast((progress) => progress.index === index)?.state);
    expect(last).toEqual(files.map((file) => (file === notes ? 'refused' : 'stored')));
    expect(totals.at(-1)).toBe(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
    // Each file tells of itself while it goes, not only when it has gone.
    expect(
      files.every((_, index) => seen.some((one) => one.index === index && one.state === 'sending')),
    ).toBe(true);
  },
);

it('gives every image of an archive, beside files of its own', async () => {
  const client = await signedIn();
  const [other, archive] = await client.uploadMedicalImages([
    phantomFiles[0]!,
    { filename: 'study.zip', bytes: await study(100) },
  ]);
  expect(other?.image?.filename).toBe(phantomFiles[0]!.filename);
  expect(archive?.image && archive.images).toHaveLength(phantomFiles.length);
  expect(archive?.image && archive.rejected.map(({ code }) => code)).toEqual(['IMAGE_UNSUPPORTED']);
});

it('goes on where the line broke, five times', async () => {
  const proxy = await startFlakyProxy(
    server.url,
    [0.5, 1.5, 2, 1, 0.7].map((megabytes) => Math.round(megabytes * 1024 * 1024)),
  );
  try {
    const { email } = await server.member('CLINICIAN');
    const client = createEventEyeClient({ url: `${proxy.url}/graphql` });
    open.push(client);
    await client.signIn({ email, password: testPassword });
    const bytes = await study(8 * 1024 * 1024);
    const pieceBytes = 512 * 1024;
    let sentBytes = 0;
    let again = 0;
    const [result] = await client.uploadMedicalImages([{ filename: 'study.zip', bytes }], {
      transport: 'resumable',
      pieceBytes,
      onProgress: (progress) => {
        if (progress.sentBytes < sentBytes) again += sentBytes - progress.sentBytes;
        sentBytes = progress.sentBytes;
      },
    });
    expect(result?.image && result.images).toHaveLength(phantomFiles.length);
    expect(proxy.cuts).toBe(5);
    expect(again).toBeLessThanOrEqual(proxy.cuts * pieceBytes);
  } finally {
    await proxy.close();
  }
});

it('is taken up by another program run where the first one was stopped', async () => {
  const path = join(folder, 'study.zip');
  await writeFile(path, await study(3 * 1024 * 1024));
  const { size } = await fileFromPath(path);
  const store = join(folder, 'uploads.json');
  const { email } = await server.member('CLINICIAN');
  const run = async (onSent: (sent: number) => void, signal?: AbortSignal) => {
    const client = createEventEyeClient({ url: `${server.url}/graphql` });
    open.push(client);
    await client.signIn({ email, password: testPassword });
    return client.uploadMedicalImages([await fileFromPath(path)], {
      transport: 'resumable',
      pieceBytes: 512 * 1024,
      resumeStore: fileResumeStore(store),
      onFile: ({ sentBytes, state }) => {
        if (state === 'sending' && sentBytes > 0) onSent(sentBytes);
      },
      ...(signal && { signal }),
    });
  };
  const controller = new AbortController();
  const stopped = run((sent) => {
    if (sent > 2 * 1024 * 1024) controller.abort(new Error('Stopped.'));
  }, controller.signal);
  await expect(stopped).rejects.toThrow('Stopped.');
  // Names of files can tell of patients.
  expect(await readFile(store, 'utf8')).not.toContain('study');

  let from = Number.POSITIVE_INFINITY;
  const [result] = await run((sent) => {
    from = Math.min(from, sent);
  });
  expect(result?.image && result.images).toHaveLength(phantomFiles.length);
  expect(from).toBeGreaterThanOrEqual(1024 * 1024);
  expect(from).toBeLessThan(size);
  expect(JSON.parse(await readFile(store, 'utf8'))).toEqual({});
});

it('waits for a server that is out of reach, and gives up when told to', async () => {
  let away = true;
  const asked = new Set<string>();
  const client = await signedIn({
    fetch: (input, init) => {
      if (away && String(input).includes('/uploads/')) {
        asked.add(String(input));
        if (asked.size > 0) away = false;
        return Promise.reject(new TypeError('fetch failed'));
      }
      return fetch(input, init);
    },
  });
  const [waited] = await client.uploadMedicalImages([phantomFiles[0]!], { transport: 'resumable' });
  expect(waited?.image?.filename).toBe(phantomFiles[0]!.filename);
  expect(asked.size).toBe(1);
  away = true;
  asked.clear();
  const [gaveUp] = await client.uploadMedicalImages([phantomFiles[1]!], {
    transport: 'signed',
    maxOfflineMs: 0,
  });
  expect(gaveUp?.error?.code).toBe('NETWORK_FAILED');
});
