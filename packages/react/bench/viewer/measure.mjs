// Frames a second and memory of the series viewer in Chromium without a graphics card: `npm run bench:viewer`. Writes the table
// of docs/performance.md when told `--write`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { launchOptions } from '../../../../scripts/browser/chromium.mjs';

// Else React's slower build for development is measured.
process.env.NODE_ENV = 'production';
const size = 448;
const count = 160;
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const rounds = 3;

/** A slice whose noise does not compress, as that of a scanner does not. */
function slicePng(phase, index) {
  const data = new Uint16Array(size * size);
  let noise = index * 7919 + 1;
  for (let at = 0; at < data.length; at++) {
    const x = (at % size) - size / 2;
    const y = Math.floor(at / size) - size / 2;
    noise = (noise * 48_271) % 2_147_483_647;
    const inside = (x * x) / 40_000 + (y * y) / 20_000 < 1;
    data[at] = (inside ? 400 + index + (phase === 'post' ? 120 : 0) : 20) + (noise % 90);
  }
  return Buffer.from(encode({ width: size, height: size, data, depth: 16, channels: 1, zlib: { level: 2 } }));
}

const pictures = new Map();
for (const phase of ['pre', 'post'])
  for (let index = 0; index < count; index++)
    pictures.set(`/slices/${phase}/${index}.png`, slicePng(phase, index));
const grey = new Uint8Array(size * size).fill(90);
const projection = Buffer.from(encode({ width: size, height: size, data: grey, depth: 8, channels: 1 }));
pictures.set('/slices/projection/0.png', projection);

const server = await createServer({
  configFile: false,
  root: path('../../../..'),
  cacheDir: path('../../../../.cache/bench-viewer'),
  mode: 'production',
  logLevel: 'warn',
  resolve: { conditions: ['eventeye-source', 'module', 'browser', 'development|production'] },
  optimizeDeps: { entries: ['packages/react/bench/viewer/index.html'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [
    {
      name: 'slices',
      configureServer: ({ middlewares }) => {
        middlewares.use((request, response, next) => {
          const picture = pictures.get(request.url);
          if (picture) response.setHeader('content-type', 'image/png').end(picture);
          else next();
        });
      },
    },
  ],
});
await server.listen(0);
const { port } = server.httpServer.address();
const browser = await chromium.launch(launchOptions);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rows = [];
try {
  for (const layout of ['single', 'prePost', 'four']) {
    const taken = { 'first time, slices still loading': [], 'again, from memory': [] };
    for (let round = 0; round < rounds; round++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(`http://localhost:${port}/packages/react/bench/viewer/index.html?layout=${layout}`);
      await page.waitForFunction(() => 'begin' in globalThis);
      await page.evaluate(() => globalThis.begin());
      taken['first time, slices still loading'].push(
        await page.evaluate(() => globalThis.scroll('ArrowDown')),
      );
      taken['again, from memory'].push(await page.evaluate(() => globalThis.scroll('ArrowUp')));
      await page.close();
    }
    for (const [name, runs] of Object.entries(taken)) {
      const perSecond = median(runs.map(({ frames }) => (frames.length * 1000) / sum(frames)));
      const p95 = median(
        runs.map(({ frames }) => frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)]),
      );
      const slowest = median(runs.map(({ frames }) => Math.max(...frames)));
      const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes));
      rows.push([
        layout,
        name,
        perSecond.toFixed(1),
        p95.toFixed(0),
        slowest.toFixed(0),
        (peak / 2 ** 20).toFixed(1),
      ]);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

const head = [
  'layout',
  '160 slices, each as soon as the one before is painted',
  'slices/s',
  'p95 ms',
  'slowest ms',
  'decoded MiB at most',
];
const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
process.stdout.write(`${table}\n`);

if (process.argv.includes('--write')) {
  const file = path('../../../../docs/performance.md');
  const text = readFileSync(file, 'utf8');
  const written = text.replace(
    /(<!-- viewer table -->\n)[\s\S]*?(\n<!-- end of viewer table -->)/,
    `$1\n${table}\n$2`,
  );
  if (written === text) throw new Error('docs/performance.md has no place for the table.');
  writeFileSync(file, written);
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
