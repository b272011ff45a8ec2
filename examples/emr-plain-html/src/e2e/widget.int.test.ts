import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../../../../packages/server/src/http/testing/phantomFiles.js';
import { postUpload } from '../../../../packages/server/src/http/testing/postGraphql.js';
import {
  startTestServer,
  type TestServer,
} from '../../../../packages/server/src/http/testing/startTestServer.js';
import { encodeGlobalId } from '../../../../packages/server/src/schema/globalId.js';
import { launchOptions } from '../../../../scripts/browser/chromium.mjs';
import { startEmr } from '../emr.mjs';

const embed = fileURLToPath(new URL('../../../../packages/embed/', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'eventeye-embed-'));

describe('elements in a page of another origin under a strict policy', () => {
  let server: TestServer;
  let emr: { url: string; close(): Promise<unknown> };
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let token = '';

  beforeAll(async () => {
    for (const config of ['vite.config.ts', 'vite.loader.config.ts']) {
      const { status, stderr } = spawnSync('npx', ['vite', 'build', '--config', config, '--outDir', root], {
        cwd: embed,
        // What ships; under the test runner's own NODE_ENV it would be React's development build.
        env: { ...process.env, NODE_ENV: 'production' },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    }
    server = await startTestServer('embedded', { EVENTEYE_EMBED_ROOT: root });
    ({ token } = await server.member('CLINICIAN'));
    await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 2));
    emr = await startEmr({ eventeye: server.url, accessToken: async () => token });
    browser = await chromium.launch(launchOptions);
  });
  afterAll(async () => {
    await browser.close();
    await emr.close();
    await server.close();
    rmSync(root, { recursive: true });
  });
  afterEach(() => page.close());

  const open = async (prepare: (page: Page) => Promise<void> = async () => {}) => {
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1100, height: 900 } });
    page.setDefaultTimeout(15_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML|Refused to/.test(message.text()))
        complaints.push(message.text());
    });
    await prepare(page);
    await page.goto(emr.url);
  };
  const analyse = () => page.getByRole('button', { name: /^Analyse/ }).first();

  /** Puts the viewer of a series into the place of the card. */
  const showViewer = async () => {
    const { id } = await server.services.prisma.series.findFirstOrThrow();
    await page.evaluate(
      (seriesId) => {
        const card = document.querySelector('eventeye-patient-card')!;
        const viewer = document.createElement('eventeye-series-viewer');
        viewer.setAttribute('series-id', seriesId);
        viewer.setAttribute('patient-id', card.getAttribute('patient-id')!);
        card.replaceWith(viewer);
      },
      encodeGlobalId('Series', id),
    );
  };

  it('show a patient, analyse, tell the page, and break no rule of its policy', async () => {
    await open();
    const picture = page.locator('eventeye-patient-card img').first();
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await analyse().click();
    await page.getByRole('status').getByText('Analysis succeeded').waitFor();
    await page.locator('eventeye-patient-card').getByText('not for diagnosis').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('ask the page for another token when theirs has run out, and go on', async () => {
    const asked: { reason: string; nonceHash: string }[] = [];
    await open(async (opened) => {
      opened.on('request', (request) => {
        if (request.url().endsWith('/eventeye-token')) asked.push(request.postDataJSON());
      });
    });
    await analyse().waitFor();
    expect(asked.map(({ reason }) => reason)).toEqual(['first']);
    await server.services.prisma.embedToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    server.services.principals.forget();
    await analyse().click();
    await page.getByRole('status').getByText('Analysis succeeded').waitFor();
    expect(asked.map(({ reason }) => reason)).toContain('expired');
    // Each token has a nonce of its own, which never leaves the page but towards EventEye.
    expect(new Set(asked.map(({ nonceHash }) => nonceHash)).size).toBe(asked.length);
    expect(complaints).toEqual([]);
  });

  it('say why there is nothing to show, with a code', async () => {
    await open(async (opened) => {
      await opened.route('**/eventeye-token', (route) => route.fulfill({ status: 500 }));
    });
    const reason = page.locator('eventeye-patient-card').getByRole('alert');
    await reason.waitFor();
    expect(await reason.textContent()).toContain('EMBED_TOKEN_SOURCE_FAILED');
    await page.getByRole('status').getByText('EventEye: EMBED_TOKEN_SOURCE_FAILED').waitFor();
    await page.unroute('**/eventeye-token');
    await reason.getByRole('button', { name: 'Try again' }).click();
    await analyse().waitFor();
  });

  it('say so where the page calls nothing, or an attribute is missing', async () => {
    await open(async (opened) => {
      await opened.route('**/emr.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    });
    const card = page.locator('eventeye-patient-card');
    await card.getByText('EMBED_TOKEN_SOURCE_MISSING').waitFor();
    await page.evaluate(() => {
      const global = window as unknown as { EventEye: { configure(settings: object): void } };
      global.EventEye.configure({ getToken: async () => ({ token: 'eet_none' }) });
    });
    await card.getByText('EMBED_ATTRIBUTE_MISSING').waitFor();
  });

  it('show a series to read, with nothing but the page’s policy allows', async () => {
    const scripts: string[] = [];
    await open(async (opened) => {
      opened.on('request', (request) => {
        if (request.url().endsWith('.js')) scripts.push(request.url());
      });
    });
    await analyse().waitFor();
    expect(scripts.filter((url) => url.includes('/assets/viewer'))).toEqual([]);
    await showViewer();
    await expect.poll(() => scripts.filter((url) => url.includes('/assets/viewer')).length).toBe(1);
    const canvas = page.locator('eventeye-series-viewer canvas').first();
    await canvas.waitFor();
    const brightest = () =>
      canvas.evaluate((element: HTMLCanvasElement) => {
        const pixels = element.getContext('2d')!.getImageData(0, 0, element.width, element.height).data;
        return pixels.reduce((most, value, index) => (index % 4 === 3 ? most : Math.max(most, value)), 0);
      });
    await expect.poll(brightest, { timeout: 15_000 }).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });

  it('say so when the viewer’s script does not come, and bring it when asked again', async () => {
    await open(async (opened) => {
      await opened.route('**/assets/viewer-*.js', (route) => route.abort());
    });
    await analyse().waitFor();
    await showViewer();
    const reason = page.locator('eventeye-series-viewer').getByRole('alert');
    await reason.getByText('EMBED_SCRIPT_BLOCKED').waitFor();
    await page.unroute('**/assets/viewer-*.js');
    await reason.getByRole('button', { name: 'Try again' }).click();
    await page.locator('eventeye-series-viewer canvas').first().waitFor();
  });

  it('run in a frame that the page can not read, and tell it the same', async () => {
    await open();
    await page.evaluate(() => document.querySelector('eventeye-patient-card')?.setAttribute('mode', 'frame'));
    const frame = page.frameLocator('eventeye-patient-card iframe');
    await frame
      .getByRole('button', { name: /^Analyse/ })
      .first()
      .click();
    await page.getByRole('status').getByText('Analysis succeeded').waitFor();
    const seen = await page.evaluate(() => {
      const iframe = document.querySelector('eventeye-patient-card')?.shadowRoot?.querySelector('iframe');
      return {
        document: iframe?.contentDocument ?? null,
        address: iframe?.src ?? '',
        height: iframe?.offsetHeight ?? 0,
      };
    });
    expect(seen.document).toBeNull();
    expect(seen.address).not.toMatch(/eet_|nonce|token/);
    expect(seen.height).toBeGreaterThan(200);
    expect(complaints).toEqual([]);
  });
});
