// Publishes what is not private, in the order in which the packages depend on each other. The release job runs it for a tag
// `v<version>`; `--dry-run` packs, checks and sends nothing.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { workspaces } from './workspaces.mjs';

const { GITHUB_REF_NAME: tag, GITHUB_REPOSITORY: repository } = process.env;
const isDryRun = process.argv.includes('--dry-run');
const published = inOrder(workspaces(process.cwd()).filter(({ manifest }) => !manifest.private));

for (const { manifest } of published) {
  if (tag && tag !== `v${manifest.version}`) {
    console.error(
      `The tag ${tag} is not the version of ${manifest.name}, ${manifest.version}: npm run version-packages`,
    );
    process.exit(1);
  }
}
for (const { folder, file, manifest } of published) {
  const { name, version } = manifest;
  // A run that was cut off goes on where it stopped: a version can be published once.
  if (
    !isDryRun &&
    spawnSync('npm', ['view', `${name}@${version}`, 'version'])
      .stdout.toString()
      .trim()
  ) {
    console.log(`${name}@${version} is there already.`);
    continue;
  }
  // Where this lives is known to the job alone; npm's provenance compares the two.
  if (repository && !isDryRun) {
    const url = `git+https://github.com/${repository}.git`;
    const directory = relative(process.cwd(), folder);
    writeFileSync(
      file,
      JSON.stringify({ ...manifest, repository: { type: 'git', url, directory } }, null, 2),
    );
  }
  const flags = isDryRun ? ['--dry-run'] : ['--provenance'];
  const { status } = spawnSync('npm', ['publish', '--access', 'public', ...flags], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Dependencies first. */
function inOrder(packages) {
  const byName = new Map(packages.map((each) => [each.manifest.name, each]));
  const ordered = new Set();
  const add = (each) => {
    for (const name of Object.keys(each.manifest.dependencies ?? {})) {
      if (byName.has(name)) add(byName.get(name));
    }
    ordered.add(each);
  };
  for (const each of packages) add(each);
  return [...ordered];
}
