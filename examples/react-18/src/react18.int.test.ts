import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchOptions } from '../../../scripts/browser/chromium.mjs';

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

describe.skipIf(!hasChromium)('the components on React 18', { timeout: 60_000 }, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    const [{ outputFiles }, launched] = await Promise.all([
      build({
        entryPoints: [fileURLToPath(new URL('page.tsx', import.meta.url))],
        bundle: true,
        format: 'iife',
        platform: 'browser',
        conditions: ['eventeye-source'],
        alias: { react: folderOf('react'), 'react-dom': folderOf('react-dom') },
        jsx: 'automatic',
        loader: { '.webp': 'dataurl', '.css': 'empty' },
        define: { 'import.meta.url': '"http://page.invalid/"' },
        write: false,
        logLevel: 'error',
        outdir: 'out',
      }),
      chromium.launch(launchOptions),
    ]);
    browser = launched;
    page = await browser.newPage({ locale: 'en-GB' });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const script = outputFiles.find(({ path }) => path.endsWith('.js'))!.text;
    await page.route('http://page.invalid/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><main></main>' }),
    );
    await page.goto('http://page.invalid/');
    await page.addScriptTag({ content: script });
  }, 60_000);
  afterAll(() => browser?.close());

  it('are drawn, every one, by that version', async () => {
    expect(await page.evaluate(() => document.documentElement.dataset.react)).toMatch(/^18\./);
    await page.locator('#MedicalImageCard [part=result]').waitFor();
    await page.locator('#AnalysisHistory time').first().waitFor();
    await page.locator('#SeriesViewer canvas').first().waitFor();
    await page.locator('#AgreementPlot').getByRole('table').first().waitFor({ state: 'attached' });
    const texts = await page
      .locator('section[id]')
      .evaluateAll((all) => all.map(({ id, textContent }) => [id, textContent ?? ''] as const));
    for (const [name, text] of texts) {
      expect(text, name).not.toMatch(/^failed:/);
      expect(text.length, name).toBeGreaterThan(10);
    }
    expect(texts.length).toBe(11);
  });

  it('act, and follow what happens', async () => {
    const card = page.locator('#MedicalImageCard');
    await card.getByRole('button', { name: 'Analyse again' }).click();
    await card.locator('[data-outcome=BENIGN]').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
