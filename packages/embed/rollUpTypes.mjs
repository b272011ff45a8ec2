// Joins the declarations of the elements into dist/eventeye.d.ts, with what they take from our other packages: the bundle holds
// everything, so a page that installs this package needs none of them, React's types included.
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extractApi } from '../../scripts/packaging/extractApi.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
extractApi(path('.'), path('dist/types/eventeye.d.ts'), {
  dtsRollup: { enabled: true, untrimmedFilePath: path('dist/eventeye.d.ts') },
  bundledPackages: ['@eventeye/react', '@eventeye/client', '@eventeye/core'],
});
// What API Extractor leaves out: elements and events by name, for `querySelector` and `addEventListener` of a page.
appendFileSync(
  path('dist/eventeye.d.ts'),
  `
declare global {
    interface HTMLElementTagNameMap extends EventEyeElements {}
    interface GlobalEventHandlersEventMap extends EventEyeEvents {}
}
`,
);
