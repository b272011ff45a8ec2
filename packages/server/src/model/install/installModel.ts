import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { loadManifest, type Manifest } from '@eventeye/inference';
import { modelsFolder } from './modelStore.js';
import { unpackArchive } from './unpackArchive.js';

/** What came of an installation. */
export interface Installation {
  directory: string;
  manifest: Manifest;
  /** False when this very model was there before. */
  installed: boolean;
}

/**
 * Installs a model from a folder or an archive: copied aside, checked as a whole, moved into place. Whatever fails leaves
 * nothing behind.
 *
 * @param verify checks the copy; throws when this machine must not serve it.
 * @throws EventEyeError MODEL_ARCHIVE_INVALID, MODEL_INVALID, MODEL_GOLDEN_MISMATCH, MODEL_CONFLICT when another model of
 *   this name and version is installed.
 */
export async function installModel(
  source: string,
  dataDirectory: string,
  verify: (directory: string) => Promise<unknown>,
): Promise<Installation> {
  if (!existsSync(source))
    throw new EventEyeError('MODEL_INVALID', `There is no ${source}. Name a model folder or its archive.`);
  const root = modelsFolder(dataDirectory);
  mkdirSync(root, { recursive: true });
  const staging = mkdtempSync(join(root, '.staging-'));
  try {
    if (statSync(source).isDirectory()) cpSync(source, staging, { recursive: true, dereference: true });
    else await unpackArchive(source, staging);
    const manifest = loadManifest(staging);
    const directory = join(root, manifest.name, manifest.version);
    if (existsSync(directory))
      return { directory, manifest: sameModel(directory, manifest), installed: false };
    await verify(staging);
    mkdirSync(dirname(directory), { recursive: true });
    renameSync(staging, directory);
    return { directory, manifest, installed: true };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function sameModel(directory: string, manifest: Manifest): Manifest {
  const present = loadManifest(directory);
  if (present.file.sha256 === manifest.file.sha256) return present;
  throw new EventEyeError(
    'MODEL_CONFLICT',
    `Another model is installed as ${manifest.name} ${manifest.version}. Give the new one another version, or remove the old one.`,
  );
}
