import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/** The elements and the script of the frame, which share one file; viewer and upload come when an element shows them. */
export default defineConfig({
  plugins: [react(), versionFile()],
  resolve: { conditions: ['eventeye-source', 'module', 'browser', 'production'] },
  define: { __EVENTEYE_VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    rollupOptions: {
      input: { eventeye: 'src/eventeye.ts', frame: 'src/frame/frame.ts' },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        // What is needed at first is one file: each chunk shared with what comes later would be a round trip more. The script
        // of the frame stays out of it, as it acts when it is loaded.
        codeSplitting: {
          groups: [{ name: 'eventeye', tags: ['$initial'], test: (id) => !id.endsWith('/frame/frame.ts') }],
        },
      },
    },
  },
});

/** Says which version a server hands out, so that `eventeye verify-embed` can compare. */
function versionFile(): Plugin {
  return {
    name: 'version-file',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ version }) });
    },
  };
}
