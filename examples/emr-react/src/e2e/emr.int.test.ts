import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../../../../packages/server/src/http/testing/phantomFiles.js';
import {
  startTestServer,
  type TestServer,
} from '../../../../packages/server/src/http/testing/startTestServer.js';
import { launchOptions } from '../../../../scripts/browser/chromium.mjs';
import { startEmr } from '../server/emr.mjs';

const example = fileURLToPath(new URL('../..', import.meta.url));
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const built = mkdtempSync(join(tmpdir(), 'eventeye-emr-'));

describe('an EMR in React with EventEye in its chart', { timeout: 90_000 }, () => {
  let server: TestServer;
  let emr: { url: string; close(): Promise<unknown> };
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let token: string | undefined;

  beforeAll(async () => {
    const { status, stderr } = spawnSync('npx', ['vite', 'build', '--outDir', built, '--emptyOutDir'], {
      cwd: example,
      // What ships; under the test runner's own NODE_ENV it would be React's development build.
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    server = await startTestServer('embedded');
    const clinician = await server.member('CLINICIAN');
    token = clinician.token;
    emr = await startEmr({
      eventeye: server.url,
      page: built,
      async accessToken() {
        if (!token) throw new Error('The session has ended.');
        return { token, expiresAt: new Date(Date.now() + 600_000).toISOString() };
      },
    });
    await server.services.prisma.organization.update({
      where: { id: clinician.caller.organizationId },
      data: { allowedOrigins: [emr.url] },
    });
    server.services.origins.forget();
    browser = await chromium.launch(launchOptions);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await emr?.close();
    await server?.close();
    rmSync(built, { recursive: true });
  });
  afterEach(() => page.close());

  const open = async () => {
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1180, height: 900 } });
    page.setDefaultTimeout(15_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to|Warning:/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(emr.url);
  };
  const violations = async () => {
    // By the debugger, which the page's policy does not bind.
    await page.evaluate(readFileSync(axe, 'utf8'));
    const { violations: found } = (await page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<unknown> } }).axe.run(),
    )) as AxeResults;
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  const card = () => page.locator('.ee-card').first();

  it('meets a patient that EventEye does not know, stores images and analyses', async () => {
    await open();
    await page.getByRole('heading', { name: 'Min Ji Seo' }).waitFor();
    await page.getByRole('button', { name: 'Begin' }).click();
    const files = phantomFiles.map(({ filename, bytes }) => ({
      name: filename,
      mimeType: 'application/dicom',
      buffer: Buffer.from(bytes),
    }));
    await page.locator('input[name=files]').setInputFiles(files);
    await card().getByRole('button', { name: 'Analyse', exact: true }).click();
    await card().locator('[part=result]').waitFor();
    await card().getByText('not for diagnosis').first().waitFor();
    expect(await violations()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('finds the patient again by record number, reads the series, and shows what was said before', async () => {
    await open();
    await page.getByRole('button', { name: /^Read/ }).first().click();
    const canvas = page.locator('.ee-viewer canvas').first();
    await expect
      .poll(() =>
        canvas.evaluate((element: HTMLCanvasElement) => {
          const pixels = element.getContext('2d')!.getImageData(0, 0, element.width, element.height).data;
          return pixels.some((value, index) => index % 4 !== 3 && value > 100);
        }),
      )
      .toBe(true);
    expect(await violations()).toEqual([]);
    const analysed = page.locator('.ee-card', { has: page.locator('[part=result]') });
    await analysed.getByRole('button', { name: /history/i }).click();
    await page.locator('.ee-history time').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('speaks Korean, results included', async () => {
    await open();
    await page.getByLabel('Language').selectOption('ko');
    const analysed = page.locator('.ee-card', { has: page.locator('[part=result]') });
    await analysed
      .getByText(/악성|양성|판단 보류|범위/)
      .first()
      .waitFor();
    expect(await violations()).toEqual([]);
  });

  it('shows the chart of another patient with nothing of the first', async () => {
    await open();
    await card().waitFor();
    await page.getByRole('button', { name: /Ruth Adler/ }).click();
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    expect(await page.locator('.ee-card').count()).toBe(0);
  });

  it('says so where its own server gives no token, and goes on when it does', async () => {
    const kept = token;
    token = undefined;
    await open();
    await page.getByRole('alert').first().waitFor();
    token = kept;
    await page.getByRole('button', { name: /again/i }).first().click();
    await card().waitFor();
    expect(complaints).toEqual([]);
  });
});
