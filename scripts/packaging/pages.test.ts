import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../browser/chromium.mjs';
import { type CustomerProject, customerProject, pageTsconfig, root, run } from './customerProject.js';

let customer: CustomerProject;
let browser: Browser;
beforeAll(async () => {
  customer = await customerProject(
    ['core', 'client', 'react', 'embed'],
    ['react', 'react-dom', '@types/react', '@types/react-dom', 'csstype', 'vite', '@vitejs/plugin-react'],
  );
  for (const [name, text] of Object.entries(page)) {
    await mkdir(dirname(join(customer.folder, name)), { recursive: true });
    await writeFile(join(customer.folder, name), text);
  }
  browser = await chromium.launch(launchOptions);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await customer.remove();
});

/** A page as a host's developer writes it on the first day. */
const page = {
  'src/App.tsx': `
    import { createEventEyeClient, DemonstrationBanner, EventEyeProvider, EventEyeTheme, OutcomeBadge, PatientPicker } from '@eventeye/react';
    import type { PatientPickerProps } from '@eventeye/react';

    const client = createEventEyeClient({ url: 'http://127.0.0.1:1/graphql', auth: { apiKey: 'ee_x' } });
    // @ts-expect-error there is no such outcome: types that became \`any\` would let it pass.
    export const wrong = <OutcomeBadge outcome="DONE" />;

    export function App({ onSelect }: Partial<Pick<PatientPickerProps, 'onSelect'>>) {
      return (
        <EventEyeTheme locale="ko" appearance={{ scheme: 'light', variables: { accent: '#0b57d0' } }}>
          <EventEyeProvider client={client}>
            <DemonstrationBanner />
            <OutcomeBadge outcome="MALIGNANT" />
            {onSelect && <PatientPicker onSelect={onSelect} />}
          </EventEyeProvider>
        </EventEyeTheme>
      );
    }
  `,
  'src/main.tsx': `
    import '@eventeye/react/styles.css';
    import { configure, type EmbedSettings } from '@eventeye/embed';
    import { createRoot } from 'react-dom/client';
    import { App } from './App';

    export const settings: EmbedSettings = { locale: 'en', getToken: async ({ nonceHash }) => ({ token: nonceHash }) };
    configure(settings);
    document.querySelector('eventeye-patient-card')?.addEventListener('analysiscompleted', ({ detail }) => detail.status);
    addEventListener('slicechanged', ({ detail }) => detail.sliceIndex.toFixed());
    // @ts-expect-error it is an index.
    addEventListener('slicechanged', ({ detail }) => detail.sliceIndex.trim());
    createRoot(document.querySelector('main')!).render(<App />);
  `,
  'src/style.d.ts': `declare module '*.css';`,
  'src/server.tsx': `
    // Nothing to draw there, and no reason to fail.
    import '@eventeye/embed';
    import { renderToString } from 'react-dom/server';
    import { App } from './App';
    console.log(renderToString(<App />));
  `,
  'index.html': '<!doctype html><main></main><script type="module" src="/src/main.tsx"></script>',
  'plain.html': `<!doctype html><script src="/node_modules/@eventeye/embed/dist/loader.js"></script>
    <eventeye-patient-card patient-id="x" locale="en"></eventeye-patient-card>`,
  'tsconfig.json': JSON.stringify(pageTsconfig),
};

const vite = (...args: string[]) =>
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args], {
    cwd: customer.folder,
    // What ships; under the test runner's own NODE_ENV it would be React's development build.
    env: { ...process.env, NODE_ENV: 'production' },
  });

describe('a page that installs the tarballs', () => {
  it.each([
    // Declarations of @apollo/client 4.3 contradict themselves under this one.
    [
      'the declarations of all it imports included',
      ['--skipLibCheck', 'false', '--exactOptionalPropertyTypes', 'false'],
    ],
    ['in the strictest TypeScript', []],
  ])('type checks, %s', async (_how, flags) => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const outcome = await run(process.execPath, [tsc, '-p', '.', ...flags], { cwd: customer.folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(outcome.stdout).toBe('');
  });

  it('is built by Vite and shows components with their styles', async () => {
    await vite('--outDir', 'built');
    await using served = await serve(join(customer.folder, 'built'));
    const tab = await browser.newPage();
    const complaints: string[] = [];
    tab.on('pageerror', ({ message }) => complaints.push(message));
    await tab.goto(served.url);
    const badge = tab.locator('[data-outcome=MALIGNANT]');
    await badge.waitFor();
    const accent = await badge.evaluate((element) =>
      getComputedStyle(element).getPropertyValue('--ee-accent'),
    );
    expect(accent).toBe('#0b57d0');
    expect(await tab.locator('main').textContent()).toContain('악성');
    // One sheet serves both schemes: told, or as the system of the reader prefers.
    const ground = (scheme: string) =>
      badge.evaluate((element, told) => {
        element.closest('.ee-root')?.setAttribute('data-scheme', told);
        return getComputedStyle(element).backgroundColor;
      }, scheme);
    const [light, dark] = ['rgb(253, 234, 240)', 'rgb(61, 20, 36)'];
    expect([await ground('light'), await ground('dark'), await ground('auto')]).toEqual([light, dark, light]);
    await tab.emulateMedia({ colorScheme: 'dark' });
    expect([await ground('light'), await ground('dark'), await ground('auto')]).toEqual([light, dark, dark]);
    expect(complaints).toEqual([]);
    await tab.close();
  });

  it('renders on a server', async () => {
    await vite('--ssr', 'src/server.tsx', '--outDir', 'rendered');
    const { stdout } = await run(process.execPath, ['rendered/server.js'], { cwd: customer.folder });
    expect(stdout).toContain('악성');
    expect(stdout).toContain('lang="ko"');
  });

  it('without a build takes the loader, which brings the elements', async () => {
    await using served = await serve(customer.folder);
    const tab = await browser.newPage();
    await tab.goto(`${served.url}/plain.html`);
    await tab.locator('eventeye-patient-card').getByText('EMBED_TOKEN_SOURCE_MISSING').waitFor();
    await tab.close();
  });
});

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The files of a folder over HTTP. */
async function serve(folder: string): Promise<AsyncDisposable & { url: string }> {
  const server: Server = createServer(async ({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://host').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    const bytes = await readFile(file).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404, { 'content-type': types[extname(file)] ?? 'text/plain' });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
