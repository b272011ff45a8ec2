// Joins the declarations of the elements into dist/eventeye.d.ts, with what they take from our other packages: the bundle holds
// everything, so a page that installs this package needs none of them, React's types included.
import { fileURLToPath } from 'node:url';
import { extractApi } from '../../scripts/packaging/extractApi.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
extractApi(path('.'), path('dist/types/eventeye.d.ts'), {
  dtsRollup: { enabled: true, untrimmedFilePath: path('dist/eventeye.d.ts') },
  bundledPackages: ['@eventeye/react', '@eventeye/client', '@eventeye/core'],
});
