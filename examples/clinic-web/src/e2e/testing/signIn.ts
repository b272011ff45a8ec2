import type { Page } from 'playwright';
import { demoPassword } from '../../../../../packages/server/src/demo/demoAccounts.js';

/** Signs in as one of the demonstration's accounts, at whatever address the tab is. */
export async function signIn(page: Page, who: 'admin' | 'clinician' | 'viewer' = 'clinician'): Promise<void> {
  await page.getByLabel(/^(E-mail|이메일)/).fill(`${who}@demo.eventeye.local`);
  await page.getByLabel(/^(Password|비밀번호)/).fill(demoPassword);
  await page.getByRole('button', { name: /^(Sign in|로그인)$/ }).click();
  await page.getByRole('navigation').first().waitFor();
}
