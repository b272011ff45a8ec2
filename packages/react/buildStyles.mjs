// Joins the style sheets of the components into dist/styles.css: one file that a host links or imports.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from 'lightningcss';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { code } = bundle({ filename: path('src/styles.css'), minify: true });
mkdirSync(path('dist'), { recursive: true });
writeFileSync(path('dist/styles.css'), code);
