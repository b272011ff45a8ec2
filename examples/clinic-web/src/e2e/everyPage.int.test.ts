import type { Page } from 'playwright';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administer } from './testing/administer.js';
import { violationsOf } from './testing/axe.js';
import { everyPage, settled } from './testing/everyPage.js';
import { type Clinic, hasChromium, openClinic, type Tab } from './testing/openClinic.js';
import { signIn } from './testing/signIn.js';

describe.skipIf(!hasChromium)('every page of the application', { timeout: 180_000 }, () => {
  let clinic: Clinic;
  let tab: Tab;
  let addresses: Record<string, string>;
  beforeAll(async () => {
    clinic = await openClinic();
    tab = await clinic.tab();
    await tab.page.goto('/');
    await signIn(tab.page, 'admin');
    // The demonstration's own analyses begin once the model is ready.
    addresses = await vi.waitFor(() => everyPage(tab.page), { timeout: 60_000, interval: 500 });
  }, 180_000);
  afterAll(async () => {
    await clinic?.close();
  });

  it('passes axe, light and dark', async () => {
    const stranger = await clinic.tab();
    const tabs = [
      { page: stranger.page, all: { 'sign in': '/' } },
      { page: tab.page, all: addresses },
    ];
    const found: Record<string, string[]> = {};
    let pages = 0;
    for (const { page, all } of tabs) {
      for (const [name, address] of Object.entries(all)) {
        await page.goto(address);
        await settled(page);
        pages += 1;
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const violations = await violationsOf(page);
          if (violations.length > 0) found[`${name}, ${colorScheme}`] = violations;
        }
      }
    }
    await stranger.context.close();
    expect(found).toEqual({});
    process.stdout.write(`axe: 0 violations on ${pages} pages, light and dark\n`);
  });

  it('brings few bytes of scripts and styles: to the sign-in, and to the first page behind it', async () => {
    const { page, context } = await clinic.tab();
    let sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (/\/assets\/.*\.(js|css)$/.test(request.url()))
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    const total = async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
    await page.goto('/', { waitUntil: 'networkidle' });
    const door = await total();
    await signIn(page, 'clinician');
    await settled(page);
    const first = await total();
    sizes = [];
    await context.close();
    process.stdout.write(`sign-in ${door.toFixed(0)} kB, first page ${first.toFixed(0)} kB, compressed\n`);
    expect(door).toBeGreaterThan(20);
    expect(door).toBeLessThan(190);
    expect(first).toBeLessThan(230);
  });

  it('fits a tablet of 768 pixels: nothing sticks out to the side', async () => {
    const { page, context } = await clinic.tab({ viewport: { width: 768, height: 1024 }, hasTouch: true });
    await page.goto('/');
    await signIn(page, 'admin');
    const tooWide: string[] = [];
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(address);
      await settled(page);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) tooWide.push(name);
    }
    await context.close();
    expect(tooWide).toEqual([]);
  });

  it.each([
    [
      'en-GB',
      [
        'Analysis report',
        'PHANTOM-',
        'not for diagnosis',
        'Probability of malignancy',
        'not localisation',
        'Receipt',
      ],
    ],
    [
      'ko-KR',
      [
        '분석 보고서',
        'PHANTOM-',
        '진단에 사용하지 마십시오',
        '악성 확률',
        '병변의 위치를 뜻하지 않습니다',
        '검증 정보',
      ],
    ],
  ])('prints a report as PDF whose text can be read, in %s', async (locale, texts) => {
    const { page, context } = await clinic.tab({ locale, colorScheme: 'dark' });
    await page.goto(addresses.report!);
    await signIn(page);
    await settled(page);
    const printed = await textOfPdf(page);
    await context.close();
    for (const text of texts) expect(printed).toContain(text);
    // One hash of each, so that the receipt is whole.
    expect(printed.match(/\b[0-9a-f]{64}\b/g)).toHaveLength(3);
  });

  it('lets an administrator administer, and nobody else', async () => {
    await tab.page.goto('/');
    await administer(tab.page);
    const { page, context } = await clinic.tab();
    await page.goto('/administration/users');
    await signIn(page, 'viewer');
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await page.goto('/patients');
    await page.getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('button', { name: 'New patient' }).count()).toBe(0);
    await context.close();
  });

  it('complained of nothing: no fault, no breach of the policy, no other host', () => {
    expect(tab.complaints).toEqual([]);
  });
});

/** What a reader of the PDF finds in it, in which lines may end anywhere. */
async function textOfPdf(page: Page): Promise<string> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}
