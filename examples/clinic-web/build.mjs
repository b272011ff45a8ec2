// Builds the application into dist/app, unless what lies there is of the same sources. node examples/clinic-web/build.mjs
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { sourceKey } from './sourceKey.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const page = path('dist/app');
const draft = `${page}.${process.pid}`;
const key = sourceKey();

if (!existsSync(`${page}/key`) || readFileSync(`${page}/key`, 'utf8') !== key) {
  // `npm run demo` builds beside the server, which has a model to load.
  setPriority(constants.priority.PRIORITY_LOW);
  await import('../../packages/client/generateIfStale.mjs');
  // Whatever starts this, a test for example: React has two builds, and one half of each does not work.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: path('.'),
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      // The workspaces' sources instead of what was built of them.
      resolve: { conditions: ['eventeye-source', 'module', 'browser', 'development|production'] },
      worker: { format: 'es' },
      build: {
        outDir: draft,
        emptyOutDir: true,
        // Its policy lets no data: fonts or scripts in, and a picture in a file is cached.
        assetsInlineLimit: 0,
        reportCompressedSize: false,
        chunkSizeWarningLimit: 2_000,
      },
    });
    compressAssets(`${draft}/assets`);
    writeFileSync(`${draft}/key`, key);
    // Whole or not at all: a server never serves half an application.
    rmSync(page, { recursive: true, force: true });
    renameSync(draft, page);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Beside each file, what the server sends to whoever takes it compressed: done once, here. */
function compressAssets(folder) {
  for (const name of readdirSync(folder).filter((one) => /\.(js|css|svg|wasm)$/.test(one))) {
    const bytes = readFileSync(`${folder}/${name}`);
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(bytes));
    writeFileSync(`${folder}/${name}.gz`, gzipSync(bytes));
  }
}
