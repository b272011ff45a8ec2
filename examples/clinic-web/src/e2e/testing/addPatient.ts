import type { Page } from 'playwright';

/** Adds a patient, as a clinician who is signed in does, and is on their page then. */
export async function addPatient(page: Page, mrn: string, name = ''): Promise<void> {
  await page.getByRole('link', { name: 'Patients' }).first().click();
  await page.getByRole('button', { name: 'New patient' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/number/i).fill(mrn);
  await dialog.getByLabel(/^Name/).fill(name);
  await dialog.getByRole('button', { name: /add/i }).click();
  await page.getByText(`record number ${mrn}`).waitFor();
}
