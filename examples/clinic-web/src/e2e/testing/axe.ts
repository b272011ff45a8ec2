import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against a page (WCAG 2.2 A and AA, and good practice), one line each. */
export async function violationsOf(page: Page): Promise<string[]> {
  // As a script of the debugger: the page's policy lets none in.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { target: unknown; any: { message: string }[] }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${JSON.stringify(target)} ${any[0]?.message ?? ''}`),
    );
  });
}
