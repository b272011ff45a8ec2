import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type * as Sdk from '@eventeye/client';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, launchOptions } from '../../../../../scripts/browser/chromium.mjs';
import { makeZip } from '../../archive/testing/makeZip.js';
import { phantomFiles } from '../../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../../http/testing/startTestServer.js';
import { watchedAnalysis } from '../../subscriptions/testing/watched.js';

/** What the page keeps for the tests. */
interface Window {
  sdk: typeof Sdk;
  client: Sdk.EventEyeClient;
  file: File;
  seen: number[];
}
declare const window: Window;
declare const localStorage: { readonly length: number };

describe.skipIf(!hasChromium)('the SDK in a browser', { timeout: 90_000 }, () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let code: string;
  let zip: Uint8Array;
  beforeAll(async () => {
    const entry = fileURLToPath(new URL('../../../../client/src/index.ts', import.meta.url));
    const bundled = build({
      entryPoints: [entry],
      bundle: true,
      format: 'iife',
      globalName: 'sdk',
      platform: 'browser',
      conditions: ['eventeye-source'],
      write: false,
    });
    [server, browser] = await Promise.all([
      startTestServer('embedded', { EVENTEYE_MAX_ARCHIVE_MB: '16' }),
      chromium.launch(launchOptions),
    ]);
    code = (await bundled).outputFiles[0]!.text;
    zip = await makeZip([...phantomFiles, { filename: 'padding.bin', bytes: randomBytes(3_000_000) }], false);
  }, 120_000);
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    await page.route('**/page.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    );
    await page.route('**/study.zip', (route) => route.fulfill({ body: Buffer.from(zip) }));
    return () => context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens a page of the server's origin with the SDK, signed in, and with the archive at hand. */
  async function openPage(email: string): Promise<void> {
    await page.goto(`${server.url}/page.html`);
    await page.addScriptTag({ content: `${code}; window.sdk = sdk;` });
    await page.evaluate(
      async ([url, address, password]) => {
        window.client = window.sdk.createEventEyeClient({ url: `${url}/graphql` });
        await window.client.signIn({ email: address!, password: password! });
        const blob = await (await fetch('/study.zip')).blob();
        window.file = new File([blob], 'secret name.zip', { lastModified: 1_700_000_000_000 });
        window.seen = [];
      },
      [server.url, email, testPassword] as const,
    );
  }

  /** Sends the archive in pieces. @returns how many images it held, or the code of the failure. */
  const sendArchive = () =>
    page.evaluate(async () => {
      const [result] = await window.client.uploadMedicalImages([window.file], {
        transport: 'resumable',
        pieceBytes: 400_000,
        onProgress: ({ sentBytes }) => window.seen.push(sentBytes),
      });
      return result?.image ? result.images.length : result?.error?.code;
    });

  /** Does something instead of the piece of this number, once. */
  async function atPiece(number: number, act: () => Promise<void>): Promise<Request[]> {
    const requests: Request[] = [];
    let pieces = 0;
    await page.route('**/uploads/tus**', async (route) => {
      const request = route.request();
      requests.push(request);
      if (request.method() === 'PATCH' && ++pieces === number) {
        await route.abort('internetdisconnected').catch(() => {});
        await act();
      } else await route.continue().catch(() => {});
    });
    return requests;
  }

  it('goes on with an upload after the network was away', async () => {
    const { email } = await server.member('CLINICIAN');
    await openPage(email);
    const requests = await atPiece(4, async () => {
      await context.setOffline(true);
      setTimeout(() => void context.setOffline(false), 1_000);
    });
    expect(await sendArchive()).toBe(phantomFiles.length);
    expect(requests.filter((request) => request.method() === 'POST')).toHaveLength(1);
    const offsets = requests
      .filter((request) => request.method() === 'PATCH')
      .map((request) => Number(request.headers()['upload-offset']));
    // Nothing that had come was sent again.
    expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
    const seen = await page.evaluate(() => window.seen);
    expect(seen.at(-1)).toBe(zip.length);
    expect(seen.length).toBeGreaterThan(10);
  });

  it('takes up an upload after a reload, from what the browser remembers without names', async () => {
    const { email } = await server.member('CLINICIAN');
    await openPage(email);
    let stopped = () => {};
    const reached = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const requests = await atPiece(4, async () => stopped());
    sendArchive().catch(() => {});
    await reached;
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toContain('/uploads/tus/');
    expect(kept).not.toContain('secret');
    await openPage(email);
    requests.length = 0;
    expect(await sendArchive()).toBe(phantomFiles.length);
    expect(requests.map((request) => request.method())).not.toContain('POST');
    const first = requests.find((request) => request.method() === 'PATCH');
    expect(Number(first?.headers()['upload-offset'])).toBe(1_200_000);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('sends by signed PUT and by multipart, tells the progress, and stops when told to', async () => {
    const { email } = await server.member('CLINICIAN');
    await openPage(email);
    const outcome = await page.evaluate(async () => {
      const sent: string[] = [];
      for (const transport of ['signed', 'multipart'] as const) {
        const seen = new Set<number>();
        const [result] = await window.client.uploadMedicalImages([window.file], {
          transport,
          onProgress: ({ sentBytes }) => seen.add(sentBytes),
        });
        sent.push(
          `${transport} ${result?.image?.filename !== undefined} ${Math.max(...seen) === window.file.size}`,
        );
      }
      const controller = new AbortController();
      const stopped = await window.client
        .uploadMedicalImages([window.file], {
          transport: 'signed',
          signal: controller.signal,
          onProgress: ({ sentBytes }) => sentBytes > 0 && controller.abort(new Error('Left.')),
        })
        .catch((error: Error) => error.message);
      return [...sent, stopped];
    });
    expect(outcome).toEqual(['signed true true', 'multipart true true', 'Left.']);
  });

  it.each([
    ['by WebSocket', false],
    ['by Server-Sent Events where there is no WebSocket', true],
  ])('follows an analysis %s', async (_how, blocked) => {
    const { email, caller } = await server.member('CLINICIAN');
    const watched = await watchedAnalysis(server, caller.organizationId);
    await openPage(email);
    if (blocked) await page.evaluate('window.WebSocket = undefined');
    const told = page.evaluate(async (id) => {
      const states: string[] = [];
      for await (const { status } of window.client.watchAnalysis(id)) {
        states.push(status);
        window.seen.push(1);
      }
      return states;
    }, watched.analysisId);
    await page.waitForFunction(() => window.seen.length === 1);
    await watched.change({ status: 'CANCELED' });
    expect(await told).toEqual(['RUNNING', 'CANCELED']);
  });
});
