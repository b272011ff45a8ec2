import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests run from source: the same export condition that `npm run demo` uses. Without `module`, which is for bundlers: Vitest
// hands these on to Node, which can not resolve the imports in what OpenTelemetry has under it.
const conditions = ['eventeye-source', 'node', 'development|production'];

export default defineConfig({
  resolve: {
    conditions,
    // Node gives everyone graphql's CommonJS entry; Vite would give our own modules a second copy from `module`, and
    // graphql refuses to work with types of two copies.
    alias: [
      {
        find: /^graphql$/,
        replacement: fileURLToPath(new URL('./node_modules/graphql/index.js', import.meta.url)),
      },
    ],
  },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['packages/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
