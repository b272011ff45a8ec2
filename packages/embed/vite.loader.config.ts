import { defineConfig } from 'vite';

/** The loader: one classic script without imports. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    rollupOptions: {
      input: { loader: 'src/loader.ts' },
      output: { format: 'iife', entryFileNames: '[name].js' },
    },
  },
});
