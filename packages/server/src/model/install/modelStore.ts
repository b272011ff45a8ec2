import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { loadManifest, type Manifest } from '@eventeye/inference';

/** A model this installation knows. */
export interface KnownModel {
  directory: string;
  manifest: Manifest;
  /** Came with the software, not by `model install`. */
  shipped: boolean;
}

/** Where the models of a data folder lie: `models/<name>/<version>/`. */
export const modelsFolder = (dataDirectory: string): string => join(dataDirectory, 'models');

/** The folder of the model package, which brings files and no code. */
export function shippedModel(): string {
  return dirname(createRequire(import.meta.url).resolve('@eventeye/model/package.json'));
}

/** `name@version`, as commands take it. */
export const referenceOf = ({ name, version }: Pick<Manifest, 'name' | 'version'>): string =>
  `${name}@${version}`;

/** Every model: the shipped one first, then the installed ones by name and version. */
export function listModels(dataDirectory: string): KnownModel[] {
  const root = modelsFolder(dataDirectory);
  const folders = (path: string) =>
    existsSync(path)
      ? readdirSync(path, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
          .map((entry) => entry.name)
          .sort()
      : [];
  const installed = folders(root).flatMap((name) =>
    folders(join(root, name)).map((version) => join(root, name, version)),
  );
  return [
    { directory: shippedModel(), manifest: loadManifest(shippedModel()), shipped: true },
    ...installed.map((directory) => ({ directory, manifest: loadManifest(directory), shipped: false })),
  ];
}

/**
 * The folder of a model that is installed or shipped.
 *
 * @throws EventEyeError MODEL_NOT_INSTALLED.
 */
export function findModel(dataDirectory: string, reference: string): KnownModel {
  const known = listModels(dataDirectory);
  const found = known.find(({ manifest }) => referenceOf(manifest) === reference);
  if (found) return found;
  const names = known.map(({ manifest }) => referenceOf(manifest)).join(', ');
  throw new EventEyeError('MODEL_NOT_INSTALLED', `There is no model ${reference}. Known are: ${names}.`);
}

const activeFile = (dataDirectory: string) => join(modelsFolder(dataDirectory), 'active');

/** The model that was made the active one; `undefined` where the shipped one serves. */
export function readActive(dataDirectory: string): string | undefined {
  const file = activeFile(dataDirectory);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined;
}

/** Makes a model the one that servers started from now on serve. */
export function writeActive(dataDirectory: string, reference: string): void {
  findModel(dataDirectory, reference);
  mkdirSync(modelsFolder(dataDirectory), { recursive: true });
  const file = activeFile(dataDirectory);
  writeFileSync(`${file}.partial`, `${reference}\n`);
  renameSync(`${file}.partial`, file);
}

/** The folder that a server of this data folder serves from, where no setting names another. */
export function servedModel(dataDirectory: string): string {
  const active = readActive(dataDirectory);
  return active === undefined ? shippedModel() : findModel(dataDirectory, active).directory;
}
