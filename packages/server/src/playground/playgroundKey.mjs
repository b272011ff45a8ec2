import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Changes when a bundle of the playground would: its sources or the version of GraphiQL. */
export function playgroundKey() {
  const hash = createHash('sha256');
  hash.update(createRequire(import.meta.url)('graphiql/package.json').version);
  const folder = new URL('./app/', import.meta.url);
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
