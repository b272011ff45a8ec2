import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The workspaces of the project.
 *
 * @param {string} folder Of the project.
 * @returns {{ folder: string, file: string, manifest: Record<string, any> }[]} `file` is the package.json.
 */
export function workspaces(folder) {
  return ['packages', 'examples'].flatMap((group) =>
    readdirSync(join(folder, group))
      .map((name) => join(folder, group, name))
      .filter((path) => existsSync(join(path, 'package.json')))
      .map((path) => {
        const file = join(path, 'package.json');
        return { folder: path, file, manifest: JSON.parse(readFileSync(file, 'utf8')) };
      }),
  );
}
