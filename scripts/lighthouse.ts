// `npm run lighthouse`: Lighthouse on the application's build, as a demonstration of its own serves it; writes docs/lighthouse.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import lighthouse, { type Config, desktopConfig, type Flags, type Result } from 'lighthouse';
import { chromium } from 'playwright';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { everyPage } from '../examples/clinic-web/src/e2e/testing/everyPage.ts';
import { openClinic } from '../examples/clinic-web/src/e2e/testing/openClinic.ts';
import { demoPassword } from '../packages/server/src/demo/demoAccounts.ts';
import { launchOptions } from './browser/chromium.mjs';
import { markdownTable } from './markdownTable.mjs';

const rounds = 3;
const goal = 95;
const only = process.argv.includes('--page') ? process.argv[process.argv.indexOf('--page') + 1] : undefined;
const categories = ['performance', 'accessibility', 'best-practices'] as const;
type Scores = Record<(typeof categories)[number], number>;
/** How Lighthouse pretends to be a phone on a slow network, or a desktop. */
const devices: Record<string, Config | undefined> = { mobile: undefined, desktop: desktopConfig };

const clinic = await openClinic();
const port = Number(new URL(clinic.demo.url).port) + 1;
const chrome = await chromium.launch({
  ...launchOptions,
  args: [...launchOptions.args, `--remote-debugging-port=${port}`],
});
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
try {
  const addresses = await pages();
  const rows: string[][] = [];
  let isMet = true;
  for (const [device, config] of Object.entries(devices)) {
    for (const [name, address] of Object.entries(addresses)) {
      if (only && name !== only) continue;
      const measured: { scores: Scores; lhr: Result }[] = [];
      for (let round = 0; round < rounds; round++) measured.push(await measure(address, name, config));
      const scores = Object.fromEntries(
        categories.map((category) => [category, median(measured.map(({ scores: own }) => own[category]))]),
      ) as Scores;
      isMet &&= scores.performance >= goal && scores.accessibility >= goal;
      const last = measured.at(-1)!.lhr;
      rows.push([
        device,
        name,
        ...categories.map((category) => String(scores[category])),
        ...[
          'first-contentful-paint',
          'largest-contentful-paint',
          'total-blocking-time',
          'cumulative-layout-shift',
        ].map((audit) => (last.audits[audit]?.displayValue ?? '').replaceAll(' ', ' ')),
      ]);
      console.log(rows.at(-1)!.join(' | '));
      if (process.argv.includes('--details')) {
        detail(last);
        shifts(last);
        longTasks(last);
      }
    }
  }
  if (!only) write(rows);
  console.log(isMet ? `every score at least ${goal}` : `below ${goal}: see the table`);
  process.exitCode = isMet ? 0 : 1;
} finally {
  await browser.disconnect();
  await chrome.close();
  await clinic.close();
}

/** The pages by name; the first is seen by nobody who is signed in. */
async function pages(): Promise<Record<string, string>> {
  const { page } = await clinic.tab();
  await page.goto('/');
  const { signIn } = await import('../examples/clinic-web/src/e2e/testing/signIn.ts');
  await signIn(page, 'clinician');
  for (;;) {
    try {
      const { patients, patient, image, series, worklist } = await everyPage(page);
      const known = { patients, patient, image, series, worklist } as Record<string, string>;
      await page.close();
      return { 'sign-in': '/', ...known };
    } catch {
      // The demonstration analyses its own patients when the model is ready.
      await page.waitForTimeout(500);
    }
  }
}

async function measure(address: string, name: string, config: Config | undefined) {
  const tab = await (browser as Browser).newPage();
  try {
    await tab.goto(clinic.demo.url, { waitUntil: 'load' });
    if (name !== 'sign-in') await signIn(tab);
    const url = new URL(address, clinic.demo.url).href;
    const flags = {
      port,
      onlyCategories: [...categories],
      disableStorageReset: true,
      logLevel: 'error' as const,
    };
    const lhr = await measured(url, flags, config, tab);
    const scores = Object.fromEntries(
      categories.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
    ) as Scores;
    return { scores, lhr };
  } finally {
    await tab.close();
  }
}

/** Traces of a busy machine sometimes lack their beginning; Lighthouse says itself to run it again. */
async function measured(url: string, flags: Flags, config: Config | undefined, tab: Page): Promise<Result> {
  for (let tries = 1; ; tries++) {
    // Lighthouse has its own copy of the types.
    const { lhr } = (await lighthouse(url, flags, config, tab as never))!;
    if (!lhr.runtimeError) return lhr;
    if (tries === 3) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  }
}

async function signIn(tab: Page): Promise<void> {
  await tab.waitForSelector('input[type=email]');
  await tab.type('input[type=email]', 'clinician@demo.eventeye.local');
  await tab.type('input[type=password]', demoPassword);
  await tab.click('button[type=submit]');
  await tab.waitForSelector('nav');
}

function detail({ audits, categories: found }: Result): void {
  for (const category of Object.values(found))
    for (const { id, weight } of category.auditRefs) {
      const audit = audits[id];
      if (audit?.score != null && audit.score < 0.9)
        console.log(`   ${category.id} ${id} ${audit.score} (weight ${weight}) ${audit.displayValue ?? ''}`);
    }
}

function shifts({ audits }: Result): void {
  const { items = [] } = (audits['layout-shifts']?.details ?? {}) as {
    items?: { score: number; node?: { snippet?: string } }[];
  };
  for (const { score, node } of items) console.log(`   shift ${score.toFixed(3)} ${node?.snippet ?? ''}`);
}

function longTasks({ audits }: Result): void {
  const tasks = (audits['long-tasks']?.details ?? {}) as { items?: { url: string; duration: number }[] };
  for (const { url, duration } of tasks.items ?? []) console.log(`   task ${Math.round(duration)} ms ${url}`);
  const scripts = (audits['bootup-time']?.details ?? {}) as {
    items?: { url: string; scripting: number; scriptParseCompile: number; total: number }[];
  };
  for (const { url, total, scripting } of scripts.items ?? [])
    console.log(`   script ${Math.round(total)} ms, of which ${Math.round(scripting)} ms runs ${url}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

function write(rows: string[][]): void {
  const file = fileURLToPath(new URL('../docs/lighthouse.md', import.meta.url));
  const { version } = JSON.parse(
    readFileSync(fileURLToPath(new URL('../node_modules/lighthouse/package.json', import.meta.url)), 'utf8'),
  ) as { version: string };
  const head = [
    'device',
    'page',
    'performance',
    'accessibility',
    'best practices',
    'first paint',
    'largest paint',
    'blocked',
    'shift',
  ];
  writeFileSync(
    file,
    `# Lighthouse

\`npm run lighthouse\` measures the application's build as \`npm run demo\` serves it, and writes this page. Phone: Lighthouse's own
simulation of a slow network and a processor four times slower. The goal is ${goal} for performance and accessibility.

Measured ${new Date().toISOString().slice(0, 10)} with Lighthouse ${version}, median of ${rounds} (times: the last), two processors that server and browser share, load average
${loadavg()[0]!.toFixed(2)} at the end.

${markdownTable(head, rows)}
`,
  );
}
