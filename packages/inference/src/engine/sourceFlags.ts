import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * The Node flags with which a child process or thread runs a module of this package: from TypeScript sources it needs
 * the loader and the condition that leads to other packages' sources, from the built package nothing.
 *
 * @param moduleUrl `import.meta.url` of a module beside the entry.
 */
export function sourceFlags(moduleUrl: string): string[] {
  if (!moduleUrl.endsWith('.ts')) return [];
  const loader = pathToFileURL(createRequire(moduleUrl).resolve('tsx')).href;
  return ['--conditions=eventeye-source', '--import', loader];
}

/** `name` beside the calling module, with the extension that module has. */
export function siblingModule(name: string, moduleUrl: string): URL {
  return new URL(`./${name}.${moduleUrl.endsWith('.ts') ? 'ts' : 'js'}`, moduleUrl);
}
