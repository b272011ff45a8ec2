import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addPatient } from './testing/addPatient.js';
import { type Clinic, hasChromium, openClinic, type Tab } from './testing/openClinic.js';
import { phantomFiles } from './testing/phantomFiles.js';
import { signIn } from './testing/signIn.js';

describe.skipIf(!hasChromium)('when the network or the server goes away', { timeout: 180_000 }, () => {
  let clinic: Clinic;
  let tab: Tab;
  beforeAll(async () => {
    clinic = await openClinic();
    tab = await clinic.tab();
  }, 180_000);
  afterAll(async () => {
    await clinic?.close();
  });

  it('an upload of 160 files that was interrupted goes on by itself, and each file is stored once', async () => {
    const { page, context } = tab;
    await page.goto('/');
    await signIn(page);
    await addPatient(page, 'OFFLINE-1');
    const files = phantomFiles(160, 80, 64);
    expect(files).toHaveLength(160);
    // Held back until the network is cut in the middle, however fast this machine is.
    let sent = 0;
    await page.route('**/graphql', async (route) => {
      const isUpload = (route.request().headers()['content-type'] ?? '').startsWith('multipart/');
      if (isUpload && ++sent === 4) await context.setOffline(true);
      await route.continue().catch(() => {});
    });
    await page.locator('input[name=files]').setInputFiles(files);
    await page.getByText(/No connection to the network/).waitFor();
    const stored = () => page.locator('.ee-upload [data-state=stored]').count();
    const before = await stored();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(160);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.setOffline(false);
    await page.getByText('160 files stored').waitFor({ timeout: 60_000 });
    await page.getByText(/No connection to the network/).waitFor({ state: 'detached' });
    const rows = page.locator('tbody tr');
    await rows.nth(1).waitFor();
    expect(await rows.locator('td:last-child').allTextContents()).toEqual(['80', '80']);
  });

  it('a server that was killed in the middle of a series comes back, and so does the page, without a reload', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: /post1/ }).click();
    await page.getByRole('button', { name: 'Analyse the series' }).click();
    const progress = page.locator('.ee-progress');
    await vi.waitFor(
      async () => {
        const share = await progress.locator('.ee-progress-share').textContent();
        expect(Number(/\d+/.exec(share ?? '')?.[0] ?? 0)).toBeGreaterThan(2);
      },
      { timeout: 30_000, interval: 20 },
    );
    await page.evaluate(() => {
      (window as { wasHere?: boolean }).wasHere = true;
    });
    await clinic.crash();
    await expect.poll(() => progress.getAttribute('data-state'), { timeout: 90_000 }).toBe('succeeded');
    await page.getByRole('heading', { name: 'Where attention gathers over slices' }).waitFor();
    expect(await page.evaluate(() => (window as { wasHere?: boolean }).wasHere)).toBe(true);
    // The session was kept by tab and server alike.
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.getByRole('row').nth(2).waitFor();
  });

  it('complained of nothing but the network', () => {
    expect(tab.complaints).toEqual([]);
  });
});
