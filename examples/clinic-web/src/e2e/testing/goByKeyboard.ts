import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { demoPassword } from '../../../../../packages/server/src/demo/demoAccounts.js';
import { phantomFiles } from './phantomFiles.js';

/** The whole path without a mouse: sign in, add a patient, upload, analyse, fade the attention, open, again, sign out. */
export async function goByKeyboard(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail').waitFor();
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type('clinician@demo.eventeye.local');
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');

  const newPatient = page.getByRole('button', { name: 'New patient' });
  await newPatient.waitFor();
  await tabTo(page, newPatient);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByLabel(/number/i));
  await page.keyboard.type('KEYBOARD-1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'KEYBOARD-1', level: 1 }).waitFor();
  // Where a new page begins, the focus is at its beginning.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

  // Asked for beforehand: the browser is told to hand the chooser over, which takes a moment.
  const opened = page.waitForEvent('filechooser');
  await tabTo(page, page.getByRole('button', { name: 'Choose files' }));
  await page.keyboard.press('Enter');
  await (await opened).setFiles(phantomFiles(72, 1));
  await page.getByText('2 files stored').waitFor();

  const card = page.locator('.ee-card').first();
  await card.getByRole('button', { name: 'Analyse', exact: true }).waitFor();
  await tabTo(page, card.getByRole('button', { name: 'Analyse', exact: true }));
  await page.keyboard.press('Space');
  await card.locator('[part=result]').waitFor();
  await tabTo(page, card.getByRole('slider'));
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, card.getByRole('button', { name: /open/i }));
  await page.keyboard.press('Enter');

  const again = page.getByRole('button', { name: 'Analyse again' });
  await again.waitFor();
  await tabTo(page, again);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#history time').count()).toBe(2);

  await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** Presses Tab until the focus is there; fails when going once around the page does not reach it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus never came to ${target}.`);
}
