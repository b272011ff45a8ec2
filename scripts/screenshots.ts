// `npm run screenshots`: pictures of the main screens for the README, from a demonstration of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { everyPage, settled } from '../examples/clinic-web/src/e2e/testing/everyPage.ts';
import { openClinic } from '../examples/clinic-web/src/e2e/testing/openClinic.ts';
import { phantomFiles } from '../examples/clinic-web/src/e2e/testing/phantomFiles.ts';
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
  await takeChart();
  await takeSilentMode();
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

/** The chart of examples/emr-react, started as its README says. */
async function takeChart(): Promise<void> {
  const emr = spawn(process.execPath, ['examples/emr-react/src/server/main.mjs'], {
    env: { ...process.env, EVENTEYE_URL: clinic.demo.url, PORT: '0', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = (await once(emr.stdout, 'data')) as [Buffer];
    const { page } = await clinic.tab({ viewport: { width: 1180, height: 860 } });
    await page.goto(/http:\/\/[\d.]+:\d+/.exec(said.toString())![0]);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.locator('input[name=files]').setInputFiles(phantomFiles(71, 3, 224));
    const card = page.locator('.ee-card').first();
    await card.getByRole('button', { name: 'Analyse', exact: true }).click();
    await card.locator('[part=result]').waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await save(page, 'emr-react');
    await page.close();
  } finally {
    emr.kill();
  }
}

/** What an administrator sees while silent mode runs; the last picture, for nothing is shown after it. */
async function takeSilentMode(): Promise<void> {
  const { page } = await clinic.tab({ viewport: { width: 1180, height: 780 } });
  await page.goto('/administration/silent-mode');
  await signIn(page, 'admin');
  await page.getByRole('button', { name: 'Start silent mode' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start silent mode' }).click();
  await page.getByRole('heading', { name: 'Silent mode is running' }).waitFor();
  await page.goto('/patients');
  await page.getByRole('table').getByRole('link').first().click();
  await page.locator('.ee-card').first().getByRole('button', { name: 'Analyse again' }).click();
  await page.getByText('Result withheld').first().waitFor();
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Malignancy', { exact: true }).check();
  await page.getByRole('dialog').getByLabel('Established on').fill('2026-01-31');
  await page.getByRole('dialog').getByRole('button', { name: 'Record it' }).click();
  await page.getByRole('row', { name: /Malignancy/ }).waitFor();
  await take(page, '/administration/silent-mode', 'clinic-silent-mode');
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
