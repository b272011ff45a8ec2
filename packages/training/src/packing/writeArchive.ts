import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { filesOf } from '@eventeye/inference/pipeline';
import { create } from 'tar';

/**
 * Writes a packed model as one `.tar.gz` for `eventeye model install`: manifest, every file it names, card and report. The
 * same folder gives the same bytes: sorted, without owners and times.
 */
export async function writeArchive(folder: string, manifest: Manifest, file: string): Promise<void> {
  const named = filesOf(manifest).map(({ path }) => path);
  const beside = ['MODEL_CARD.md', 'report.html'].filter((name) => existsSync(join(folder, name)));
  const names = ['manifest.json', ...new Set([...named, ...beside])].sort();
  await create({ file, cwd: folder, gzip: { level: 6 }, portable: true, mtime: new Date(0) }, names);
}
