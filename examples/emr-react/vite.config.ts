import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Within this repository the workspaces' sources; elsewhere this line does nothing.
  resolve: { conditions: ['eventeye-source', 'module', 'browser', 'development|production'] },
  worker: { format: 'es' },
  // The page's policy lets no data: scripts in.
  build: { outDir: 'dist/page', assetsInlineLimit: 0, chunkSizeWarningLimit: 2_000 },
});
