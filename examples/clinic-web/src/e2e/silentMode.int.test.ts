import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPatient } from './testing/addPatient.js';
import { type Clinic, hasChromium, openClinic, type Tab } from './testing/openClinic.js';
import { phantomFiles } from './testing/phantomFiles.js';
import { signIn } from './testing/signIn.js';

describe.skipIf(!hasChromium)('silent mode in the browser', { timeout: 120_000 }, () => {
  let clinic: Clinic;
  let admin: Tab;
  let reader: Tab;
  beforeAll(async () => {
    clinic = await openClinic();
    [admin, reader] = await Promise.all([clinic.tab(), clinic.tab()]);
    await admin.page.goto('/administration/silent-mode');
    await signIn(admin.page, 'admin');
    await reader.page.goto('/patients');
    await signIn(reader.page);
  });
  afterAll(async () => {
    await clinic?.close();
  });

  it('is started by an administrator, who is asked first', async () => {
    const { page } = admin;
    await page.getByLabel('Patients to see before deciding').fill('20');
    await page.getByRole('button', { name: 'Start silent mode' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start silent mode' }).click();
    await page.getByRole('heading', { name: 'Silent mode is running' }).waitFor();
    await page.getByText('0 of 20 patients').waitFor();
    await page.getByRole('status').getByText('shown to nobody until').waitFor();
  });

  it('shows a reader that there is a result, and nothing of it', async () => {
    const { page } = reader;
    await page.reload();
    await page.getByRole('status').getByText('shown to nobody until').waitFor();
    await addPatient(page, 'SILENT-1', 'Silent^Case');
    await page.locator('input[name=files]').setInputFiles(phantomFiles(71, 2));
    await page.getByText('4 files stored').waitFor();
    const card = page.locator('.ee-card').first();
    await card.getByRole('button', { name: 'Analyse', exact: true }).click();
    await card
      .getByText(/withheld/i)
      .first()
      .waitFor();
    expect(await card.textContent()).not.toMatch(/malignant|benign|inconclusive|\d %/i);
    expect(await card.locator('img[src*=heatmap], img[src*=overlay]').count()).toBe(0);
  });

  it('counts what turned out to be true, once it is recorded on the patient’s page', async () => {
    const { page } = reader;
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Malignancy', { exact: true }).check();
    await dialog.getByLabel('Established on').fill('2026-01-31');
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await page.getByRole('row', { name: /Malignancy.*Pathology/ }).waitFor();
    await admin.page.reload();
    await admin.page.getByText('1 of 20 patients').waitFor();
    await admin.page.getByRole('row', { name: /By patient/ }).waitFor();
  });

  it('opens the results when it ends, and keeps its figures', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'End silent mode' }).click();
    await page.getByLabel('Open them for everybody').check();
    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByText('Results: opened').waitFor();
    await page.getByRole('row', { name: /By patient/ }).waitFor();
    await expect.poll(() => page.getByText('shown to nobody until').count()).toBe(0);
    await reader.page.reload();
    const card = reader.page.locator('.ee-card').first();
    await card.locator('[part=result]').waitFor();
    await card.getByText('not for diagnosis').first().waitFor();
  });
});
