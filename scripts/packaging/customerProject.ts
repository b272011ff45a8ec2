import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a program and answers what it printed; throws when it fails. */
export const run = promisify(execFile);

/** The folder of the workspace. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a page of a customer is type checked: as strict as it gets, but for what a flag of a test changes. */
export const pageTsconfig = {
  compilerOptions: {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    types: [],
  },
  include: ['src'],
};

/** A project outside the workspace that has what was packed, as a customer's has. */
export interface CustomerProject {
  folder: string;
  /** Where the tarball of a package is. */
  tarballs: Record<string, string>;
  remove(): Promise<void>;
}

/** Folder names of the packages that are published: those that are not private. */
export async function publicPackages(): Promise<string[]> {
  const names = await readdir(join(root, 'packages'));
  const manifests = await Promise.all(names.map(async (name) => [name, await manifestOf(name)] as const));
  return manifests.flatMap(([name, manifest]) => (manifest && !manifest.private ? [name] : [])).sort();
}

/**
 * Packs packages, unpacks the tarballs into an empty project and puts beside them what they depend on: links to what the
 * workspace has installed, so that no registry is asked and one copy of React serves all.
 *
 * @param packed Folder names of packages.
 * @param others Further packages that the project has, from the workspace too.
 */
export async function customerProject(
  packed: readonly string[],
  others: readonly string[] = [],
): Promise<CustomerProject> {
  const folder = await mkdtemp(join(tmpdir(), 'eventeye-customer-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const tarballs: Record<string, string> = {};
  for (const name of packed) {
    tarballs[name] = await pack(name, folder);
    const target = join(folder, 'node_modules/@eventeye', name);
    await mkdir(target, { recursive: true });
    await run('tar', ['xzf', tarballs[name], '-C', target, '--strip-components=1']);
    const { dependencies = {} } = (await manifestOf(name))!;
    const outside = Object.keys(dependencies).filter((dependency) => !dependency.startsWith('@eventeye/'));
    for (const dependency of outside) await link(dependency, name, folder);
  }
  for (const other of others) await link(other, packed.at(-1)!, folder);
  return { folder, tarballs, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Packs what was built; builds first where nothing was. `npm test` has built before. */
async function pack(name: string, target: string): Promise<string> {
  const cwd = join(root, 'packages', name);
  if (!existsSync(join(cwd, 'dist')))
    await run('npx', ['turbo', 'run', 'build', `--filter=@eventeye/${name}`], { cwd: root });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', target], { cwd });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(target, filename);
}

async function link(dependency: string, from: string, folder: string): Promise<void> {
  const target = join(folder, 'node_modules', dependency);
  if (existsSync(target)) return;
  await mkdir(dirname(target), { recursive: true });
  await symlink(installedFolder(dependency, from), target);
}

/** Where a dependency of a package lies in the workspace. */
function installedFolder(dependency: string, from: string): string {
  const { resolve } = createRequire(join(root, 'packages', from, 'package.json'));
  for (const folder of resolve.paths(dependency) ?? []) {
    if (existsSync(join(folder, dependency, 'package.json'))) return join(folder, dependency);
  }
  throw new Error(`${dependency} is not installed.`);
}

interface Manifest {
  private?: boolean;
  dependencies?: Record<string, string>;
}

async function manifestOf(name: string): Promise<Manifest | undefined> {
  const file = join(root, 'packages', name, 'package.json');
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
}
