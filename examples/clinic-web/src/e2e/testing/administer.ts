import type { Page } from 'playwright';
import { expect } from 'vitest';

/** What an administrator does: adds somebody and puts them out again, makes a key and revokes it, looks at the audit. */
export async function administer(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Dr. New');
  await dialog.getByLabel('Email').fill('new@demo.eventeye.local');
  await dialog.getByLabel('Password').fill('a long enough one');
  await dialog.getByRole('button', { name: 'Add the user' }).click();
  const row = page.getByRole('row', { name: /Dr\. New/ });
  await row.getByLabel('Role of Dr. New').selectOption('VIEWER');
  await row.getByRole('button', { name: /Deactivate/ }).click();
  await row.getByText('Deactivated').waitFor();
  expect(await row.getByLabel('Role of Dr. New').inputValue()).toBe('VIEWER');

  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('button', { name: 'New key' }).click();
  await dialog.getByLabel('What uses it').fill('PACS');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const secret = await dialog.getByText(/^ee_/).textContent();
  expect(secret).toMatch(/^ee_\S{20,}$/);
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: /Revoke/ }).click();
  await page.getByText('Revoked', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByLabel('Event', { exact: true }).fill('CREATE_API_KEY');
  await page.getByRole('row', { name: /CREATE_API_KEY/ }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);

  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('button', { name: 'New endpoint' }).click();
  await dialog.getByLabel('Address').fill('https://emr.example.org/eventeye');
  await dialog.getByRole('button', { name: 'Add the endpoint' }).click();
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('row', { name: /TEST/ }).waitFor();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Allowed origins').fill('https://emr.example.org\nhttp://elsewhere.example.org');
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('alert')
    .getByText(/https:\/\//)
    .waitFor();
  await page.getByLabel('Allowed origins').fill('https://emr.example.org');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
}
