import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { phantomFiles } from '../../packages/server/src/http/testing/phantomFiles.js';
import {
  startTestServer,
  type TestServer,
  testPassword,
} from '../../packages/server/src/http/testing/startTestServer.js';
import { launchOptions } from '../browser/chromium.mjs';
import { type CustomerProject, customerProject, pageTsconfig, root, run } from './customerProject.js';

let customer: CustomerProject;
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  customer = await customerProject(
    ['core', 'client', 'react'],
    ['react', 'react-dom', '@types/react', '@types/react-dom', 'csstype', 'vite', '@vitejs/plugin-react'],
  );
  const readme = await readFile(join(root, 'packages/react/README.md'), 'utf8');
  const [, example] = /```tsx\n(.*?)```/s.exec(readme)!;
  await mkdir(join(customer.folder, 'src'));
  await writeFile(join(customer.folder, 'src/main.tsx'), example!);
  await writeFile(
    join(customer.folder, 'index.html'),
    '<!doctype html><html lang="en"><title>Host</title><main></main><script type="module" src="/src/main.tsx"></script>',
  );
  await writeFile(join(customer.folder, 'src/style.d.ts'), `declare module '*.css';`);
  await writeFile(join(customer.folder, 'tsconfig.json'), JSON.stringify(pageTsconfig));
  await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    cwd: customer.folder,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  server = await startTestServer('embedded', { EVENTEYE_WEB_ROOT: join(customer.folder, 'dist') });
  browser = await chromium.launch(launchOptions);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await customer.remove();
});

it('the example of the README of @eventeye/react type checks and takes a patient from sign-in to a result', async () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const outcome = await run(process.execPath, [tsc, '-p', '.'], { cwd: customer.folder }).catch(
    (error: { stdout: string }) => error,
  );
  expect(outcome.stdout).toBe('');

  const { email } = await server.member('CLINICIAN');
  const page = await browser.newPage({ locale: 'en-GB' });
  page.setDefaultTimeout(15_000);
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'New patient' }).click();
  await page.getByLabel('Record number').fill('README-1');
  await page.getByRole('button', { name: 'Add patient' }).click();
  const [{ filename, bytes }] = phantomFiles as [(typeof phantomFiles)[number]];
  const file = { name: filename, mimeType: 'application/dicom', buffer: Buffer.from(bytes) };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: /^Analyse/ }).click();
  await page.locator('[data-outcome]').first().waitFor();
  await page.close();
});
