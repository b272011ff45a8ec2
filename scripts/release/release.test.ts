import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspaces } from './workspaces.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const published = ['client', 'core', 'dicom', 'embed', 'react'];

describe('a release, tried on a copy', () => {
  let copy: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: copy });
  const changeset = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), ...args], {
      cwd: copy,
      encoding: 'utf8',
    });
  const text = (path: string) => readFileSync(join(copy, path), 'utf8');

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'eventeye-release-'));
    for (const { file } of workspaces(root)) cpSync(file, join(copy, relative(root, file)));
    for (const name of ['package.json', 'package-lock.json', 'CHANGELOG.md', '.npmrc'])
      cpSync(join(root, name), join(copy, name));
    mkdirSync(join(copy, '.changeset'));
    cpSync(join(root, '.changeset/config.json'), join(copy, '.changeset/config.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, '.gitignore'), 'node_modules\n');
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'before');
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('is refused while no changeset waits', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'scripts/release/versionPackages.mjs')],
      {
        cwd: copy,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('npm run changeset');
  });

  it('asks for a changeset where a published package changed, and for none of the server', () => {
    git('switch', '-qc', 'work');
    mkdirSync(join(copy, 'packages/server/src'), { recursive: true });
    writeFileSync(join(copy, 'packages/server/src/new.ts'), 'export {};\n');
    git('add', '.');
    git('commit', '-qm', 'server');
    expect(changeset('status').status).toBe(0);
    mkdirSync(join(copy, 'packages/react/src'), { recursive: true });
    writeFileSync(join(copy, 'packages/react/src/new.ts'), 'export {};\n');
    git('add', '.');
    git('commit', '-qm', 'react');
    expect(changeset('status').status).toBe(1);
    writeFileSync(
      join(copy, '.changeset/new.md'),
      "---\n'@eventeye/react': minor\n---\n\nA component that this test made up.\n",
    );
    git('add', '.');
    git('commit', '-qm', 'changeset');
    const { status, stdout, stderr } = changeset('status');
    expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('@eventeye/react')]);
  });

  it('gives every package one version, and says in each changelog what is new', () => {
    const before = JSON.parse(text('package.json')).version;
    const outcome = spawnSync(process.execPath, [join(root, 'scripts/release/versionPackages.mjs')], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(outcome.status, outcome.stderr).toBe(0);
    const { version } = JSON.parse(text('package.json'));
    expect(version).not.toBe(before);
    const all = workspaces(copy);
    expect(new Set(all.map(({ manifest }) => manifest.version))).toEqual(new Set([version]));
    for (const { manifest } of all) {
      for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        if (name.startsWith('@eventeye/')) expect(range, `${manifest.name} needs ${name}`).toBe(version);
      }
    }
    for (const name of published) expect(text(`packages/${name}/CHANGELOG.md`)).toContain(`## ${version}`);
    expect(text('packages/react/CHANGELOG.md')).toContain('A component that this test made up.');
    expect(existsSync(join(copy, 'packages/server/CHANGELOG.md'))).toBe(false);
    const lock = JSON.parse(text('package-lock.json')).packages;
    expect([lock[''].version, lock['packages/react'].version]).toEqual([version, version]);
    const changelog = text('CHANGELOG.md');
    expect(changelog).toMatch(
      new RegExp(`## Unreleased\\n\\n## ${version.replaceAll('.', '\\.')} - \\d{4}-\\d\\d-\\d\\d\\n`),
    );
    expect(changelog).toContain('- A component that this test made up.');
    expect(readdirSync(join(copy, '.changeset'))).toEqual(['config.json']);
  });

  it('publishes under the tag of its version alone', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'scripts/release/publish.mjs'), '--dry-run'],
      {
        cwd: copy,
        env: { ...process.env, GITHUB_REF_NAME: 'v99.0.0' },
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('v99.0.0')]);
  });
});

it('has the same version and the same public packages everywhere', () => {
  const config = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8'));
  const all = workspaces(root);
  const names = all.filter(({ manifest }) => !manifest.private).map(({ manifest }) => manifest.name);
  expect(names).toEqual(config.fixed[0]);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(new Set(all.map(({ manifest }) => manifest.version))).toEqual(new Set([version]));
});
