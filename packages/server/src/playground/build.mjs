// Bundles the playground from node_modules: no CDN, works offline. node packages/server/src/playground/build.mjs
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { playgroundKey } from './playgroundKey.mjs';

// The server that builds it on first use has analyses to run at the same time.
setPriority(constants.priority.PRIORITY_LOW);
const page = fileURLToPath(new URL('../../dist/playground/page', import.meta.url));
const draft = `${page}.${process.pid}`;
try {
  await build({
    root: fileURLToPath(new URL('./app', import.meta.url)),
    base: '/playground/',
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: draft,
      emptyOutDir: true,
      chunkSizeWarningLimit: 20_000,
      reportCompressedSize: false,
    },
  });
  writeFileSync(`${draft}/key`, playgroundKey());
  // Whole or not at all: a server never serves half a bundle.
  rmSync(page, { recursive: true, force: true });
  renameSync(draft, page);
} finally {
  rmSync(draft, { recursive: true, force: true });
}
