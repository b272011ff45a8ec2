import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const sources = [
  ...['src', 'public', 'index.html', 'build.mjs'],
  ...['core', 'client', 'react'].map((name) => `../../packages/${name}/src`),
  '../../package-lock.json',
];
/** Neither tests nor stories are in the application. */
const apart = /\.(test|stories)\.tsx?$|\/(generated|testing|e2e)(\/|$)/;

/** Changes when the built application would: its sources, those of the packages in it, or a dependency's version. */
export function sourceKey() {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, source);
  return hash.digest('hex');
}

function addTo(hash, source) {
  if (apart.test(source)) return;
  if (statSync(path(source)).isDirectory()) {
    for (const name of readdirSync(path(source)).sort()) addTo(hash, `${source}/${name}`);
  } else {
    hash.update(source).update(readFileSync(path(source)));
  }
}
