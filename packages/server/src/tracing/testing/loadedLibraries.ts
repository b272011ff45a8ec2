import { createRequire } from 'node:module';

/** The packages of OpenTelemetry that this process has loaded, without its API. */
export function loadedLibraries(): string[] {
  const paths = Object.keys(createRequire(import.meta.url).cache);
  const names = paths.flatMap((path) => /@opentelemetry[\\/]([^\\/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== 'api').sort();
}
