import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser/chromium.mjs';

// Tests run from source: the same export condition that `npm run demo` uses. Without `module`, which is for bundlers: Vitest
// hands these on to Node, which can not resolve the imports in what OpenTelemetry has under it.
const conditions = ['eventeye-source', 'node', 'development|production'];

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const node = {
  resolve: {
    conditions,
    // Node gives everyone graphql's CommonJS entry; Vite would give our own modules a second copy from `module`, and
    // graphql refuses to work with types of two copies.
    alias: [{ find: /^graphql$/, replacement: path('./node_modules/graphql/index.js') }],
  },
  ssr: { resolve: { conditions } },
  test: {
    name: 'node',
    environment: 'node',
    include: [
      'packages/*/src/**/*.test.{ts,tsx}',
      'examples/*/src/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks' as const,
  },
};

// Every story is a test: it renders, its `play` runs and axe finds nothing, in Debian's Chromium.
const stories = {
  plugins: [storybookTest({ configDir: path('./.storybook') })],
  test: {
    name: 'stories',
    testTimeout: 30_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
};

export default defineConfig({ test: { projects: [node, stories] } });
