// `npm run version-packages`: turns the waiting changesets into a version. Changesets writes versions and changelogs of the
// published packages; this gives the private ones the same version, and the product's CHANGELOG.md its heading.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import getReleasePlan from '@changesets/get-release-plan';
import { stampChangelog } from './stampChangelog.mjs';
import { workspaces } from './workspaces.mjs';

const folder = process.cwd();
const { changesets, releases } = await getReleasePlan(folder);
const [version] = new Set(releases.filter(({ type }) => type !== 'none').map(({ newVersion }) => newVersion));
if (!version) {
  console.error('No changeset waits in .changeset: nothing to release. `npm run changeset` writes one.');
  process.exit(1);
}

run('npx', ['changeset', 'version']);
for (const { file, manifest } of [rootOf(folder), ...workspaces(folder)]) {
  write(file, withVersion(manifest, version));
}
const changelog = join(folder, 'CHANGELOG.md');
const summaries = changesets.map(({ summary }) => summary);
const today = new Date().toISOString().slice(0, 10);
writeFileSync(changelog, stampChangelog(readFileSync(changelog, 'utf8'), version, today, summaries));
if (existsSync(join(folder, 'package-lock.json')))
  run('npm', ['install', '--package-lock-only', '--offline']);
console.log(`Version ${version}. Commit it as "chore: version ${version}" and tag it v${version}.`);

function rootOf(path) {
  const file = join(path, 'package.json');
  return { file, manifest: JSON.parse(readFileSync(file, 'utf8')) };
}

/** A manifest at a version, and with our other packages at it: they are made for each other, so nothing looser is meant. */
function withVersion(manifest, to) {
  const changed = { ...manifest, version: to };
  for (const kind of ['dependencies', 'devDependencies']) {
    if (!manifest[kind]) continue;
    changed[kind] = Object.fromEntries(
      Object.entries(manifest[kind]).map(([name, range]) => [
        name,
        name.startsWith('@eventeye/') ? to : range,
      ]),
    );
  }
  return changed;
}

function write(file, manifest) {
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
