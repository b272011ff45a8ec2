// `npm run screenshots`: pictures of the main screens for the README, from a demonstration of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { everyPage, settled } from '../examples/clinic-web/src/e2e/testing/everyPage.ts';
import { openClinic } from '../examples/clinic-web/src/e2e/testing/openClinic.ts';
import { signIn } from '../examples/clinic-web/src/e2e/testing/signIn.ts';

// The one package that has it.
const sharp = createRequire(new URL('../packages/inference/package.json', import.meta.url))('sharp');
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const mostBytes = 200_000;

const clinic = await openClinic();
try {
  mkdirSync(folder, { recursive: true });
  const english = await open('en-GB', 'light');
  const addresses = await whenAnalysed(english);
  await english.goto(addresses.series!);
  await english.getByRole('button', { name: 'Analyse the series' }).click();
  await english.getByRole('heading', { name: 'Where attention gathers over slices' }).waitFor();
  await take(english, addresses.worklist!, 'clinic-worklist');
  await take(english, addresses.image!, 'clinic-result');
  const korean = await open('ko-KR', 'light');
  await take(korean, addresses.patient!, 'clinic-patient-ko');
  await take(korean, addresses.report!, 'clinic-report-ko');
  const dark = await open('en-GB', 'dark');
  await take(dark, addresses.series!, 'clinic-series-dark', 'main .ee-viewer');
  await take(dark, addresses.models!, 'clinic-models-dark');
} finally {
  await clinic.close();
}

async function open(locale: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const { page } = await clinic.tab({ locale, colorScheme, viewport: { width: 1180, height: 780 } });
  await page.goto('/');
  await signIn(page, 'clinician');
  return page;
}

/** The demonstration analyses its own patients when the model is ready. */
async function whenAnalysed(page: Page): Promise<Record<string, string>> {
  for (;;) {
    try {
      return await everyPage(page);
    } catch {
      await page.waitForTimeout(500);
    }
  }
}

async function take(page: Page, address: string, name: string, scrollTo?: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  if (scrollTo) await page.locator(scrollTo).scrollIntoViewIfNeeded();
  // What is drawn on a canvas, and pictures that fade in, have no event of their own.
  await page.waitForTimeout(1_500);
  // A palette takes a third of the bytes, and nobody reads a diagnosis off these.
  const bytes: Uint8Array = await sharp(await page.screenshot())
    .png({ palette: true, effort: 9 })
    .toBuffer();
  writeFileSync(`${folder}${name}.png`, bytes);
  console.log(`docs/images/${name}.png ${Math.round(bytes.length / 1000)} kB`);
  if (bytes.length > mostBytes) throw new Error(`${name} has more than ${mostBytes / 1000} kB`);
}
