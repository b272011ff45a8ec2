import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { type Demo, startDemo } from '../../../../../packages/server/src/e2e/testing/startDemo.js';
import { hasChromium, launchOptions } from '../../../../../scripts/browser/chromium.mjs';

export { hasChromium };

/** The product as `npm run demo` starts it, with a browser before it. */
export interface Clinic {
  demo: Demo;
  browser: Browser;
  /** A tab of its own, without anybody signed in; its complaints are collected. */
  tab(options?: Parameters<Browser['newContext']>[0]): Promise<Tab>;
  /** Ends the server as a power cut would, and starts it anew on the same address and data. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** One tab and what it complained of: errors of scripts, breaches of the policy, requests to others. */
export interface Tab {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

/** Builds the application where it is out of date, and starts server and browser. */
export async function openClinic(): Promise<Clinic> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'eventeye-clinic-'));
  await build();
  const [started, browser] = await Promise.all([startDemo(dataDirectory), chromium.launch(launchOptions)]);
  let demo = started;
  return {
    get demo() {
      return demo;
    },
    browser,
    async tab(options = {}) {
      const context = await browser.newContext({ baseURL: demo.url, locale: 'en-GB', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`${error.message}\n${error.stack}`));
      page.on('console', (message) => {
        if (/Content Security Policy|Warning:/.test(message.text())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(demo.url) && !/^(data|blob):/.test(url)) complaints.push(`asked ${url}`);
      });
      return { page, context, complaints };
    },
    async crash() {
      const { port } = new URL(demo.url);
      await demo.kill();
      demo = await startDemo(dataDirectory, { PORT: port });
    },
    async close() {
      await browser.close();
      await demo.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function build(): Promise<void> {
  const script = fileURLToPath(new URL('../../../build.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`building the application ended with ${code}`);
}
