// `npm run screenshots`: pictures of the main screens for the README, from a demonstration of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { everyPage, settled } from '../examples/clinic-web/src/e2e/testing/everyPage.ts';
import { openClinic } from '../examples/clinic-web/src/e2e/testing/openClinic.ts';
import { signIn } from '../examples/clinic-web/src/e2e/testing/signIn.ts';
import { startEmr } from '../examples/emr-plain-html/src/emr.mjs';
import { demoPassword } from '../packages/server/src/demo/demoAccounts.ts';

// The one package that has it.
const sharp = createRequire(new URL('../packages/inference/package.json', import.meta.url))('sharp');
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const mostBytes = 200_000;

// The demonstration hands out what was built.
spawnSync('npm', ['run', '-s', 'build', '-w', 'packages/embed'], { stdio: ['ignore', 'ignore', 'inherit'] });
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
  await takeEmr();
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

/** The ward's page of examples/emr-plain-html: another origin, a strict policy, EventEye's elements within. */
async function takeEmr(): Promise<void> {
  const eventeye = clinic.demo.url;
  const accessToken = async () => {
    const answer = await fetch(`${eventeye}/api/auth/token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'clinician@demo.eventeye.local', password: demoPassword }),
    });
    return (await answer.json()).accessToken;
  };
  const emr = await startEmr({ eventeye, accessToken });
  // Tall enough for what is said of the images; smaller again, as three pictures with noise have many bytes.
  const { page } = await clinic.tab({ viewport: { width: 1180, height: 1400 } });
  await page.goto(emr.url);
  const card = page.locator('eventeye-patient-card');
  await card.getByText('not for diagnosis').first().waitFor();
  await page.waitForLoadState('networkidle');
  await save(page, 'emr-plain-html', 740);
  // First: a server waits for the connections that a browser keeps.
  await page.close();
  await emr.close();
}

async function take(page: Page, address: string, name: string, scrollTo?: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  if (scrollTo) await page.locator(scrollTo).scrollIntoViewIfNeeded();
  await save(page, name);
}

async function save(page: Page, name: string, width?: number): Promise<void> {
  // What is drawn on a canvas, and pictures that fade in, have no event of their own.
  await page.waitForTimeout(1_500);
  // A palette takes a third of the bytes, and nobody reads a diagnosis off these.
  const bytes: Uint8Array = await sharp(await page.screenshot())
    .resize({ width })
    .png({ palette: true, effort: 9 })
    .toBuffer();
  writeFileSync(`${folder}${name}.png`, bytes);
  console.log(`docs/images/${name}.png ${Math.round(bytes.length / 1000)} kB`);
  if (bytes.length > mostBytes) throw new Error(`${name} has more than ${mostBytes / 1000} kB`);
}
