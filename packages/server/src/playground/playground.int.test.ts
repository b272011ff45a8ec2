import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchOptions } from '../../../../scripts/browser/chromium.mjs';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { silentLog } from '../testing/openTestDatabase.js';
import { Playground } from './playground.js';

describe.skipIf(!hasChromium)('the playground in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let email: string;
  const asked: string[] = [];
  const complaints: string[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startTestServer('embedded'),
      chromium.launch(launchOptions),
      new Playground(silentLog).prepare(),
    ]);
    ({ email } = await server.member('CLINICIAN'));
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server.url}/graphql`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Monaco writes spaces as non-breaking ones. */
  const answerWith = (text: RegExp) =>
    expect
      .poll(async () => (await page.locator('.result-window').textContent())?.replaceAll('\u00a0', ' '), {
        timeout: 20_000,
      })
      .toMatch(text);
  const run = () => page.getByRole('button', { name: /execute query/i }).click();
  const open = (title: string) => page.getByRole('button', { name: title, exact: true }).click();

  it('says why a sign-in fails, and then who is signed in', async () => {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('Email or password is wrong').waitFor();
    await page.getByLabel('Password').fill(testPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.locator('[data-state=signed-in]').getByText('CLINICIAN').waitFor();
  });

  it('runs an operation with the token', async () => {
    await run();
    await answerWith(/"role": "CLINICIAN"[\s\S]*"name": "tiny"/);
  });

  it('uploads files, and goes on with the ids of what it uploaded', async () => {
    const files = phantomFiles.slice(0, 2).map(({ filename, bytes }) => ({
      name: filename,
      mimeType: 'application/dicom',
      buffer: Buffer.from(bytes),
    }));
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.locator('[data-state=uploaded] li').getByText('stored, patient').nth(1).waitFor();
    await open('Analyse an image');
    await run();
    await answerWith(/"status": "(QUEUED|RUNNING|SUCCEEDED)"/);
    await open('Watch an analysis');
    await run();
    await answerWith(/"status": "SUCCEEDED"/);
    await open('Page through history');
    await run();
    await answerWith(/"totalCount": 1/);
  });

  it('shows the docs of the schema', async () => {
    await page.getByRole('button', { name: /show documentation explorer/i }).click();
    await page.locator('.graphiql-plugin').getByText('Mutation', { exact: true }).first().click();
    await page.getByText('Begins a session with email and password.').waitFor();
  });

  it('asks nobody but this server, keeps no token, and breaks no policy', async () => {
    const outside = asked.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url));
    expect(outside).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
    const kept = JSON.stringify(await page.context().storageState());
    expect(kept).not.toMatch(/eyJ|Bearer/);
    expect(complaints).toEqual([]);
  });
});
