import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EventEyeError } from '@eventeye/core';
import { loadManifest } from '../manifest/loadManifest.js';
import type { Manifest } from '../manifest/schema.js';
import { checkGolden } from './checkGolden.js';
import { openSession } from './session.js';

/**
 * Checks a model folder as a machine that is to serve it has to: manifest, hash of every file it names, and the golden
 * picture through every precision, on this very processor.
 *
 * @param onCheck told of each check that succeeded, in a few words.
 * @throws EventEyeError MODEL_INVALID, MODEL_GOLDEN_MISMATCH.
 */
export async function verifyModel(
  directory: string,
  onCheck: (what: string) => void = () => {},
): Promise<Manifest> {
  const manifest = loadManifest(directory);
  onCheck(`manifest of ${manifest.name} ${manifest.version}`);
  for (const { path, sha256 } of filesOf(manifest)) {
    if ((await hashFile(directory, path)) !== sha256)
      throw new EventEyeError(
        'MODEL_INVALID',
        `The file ${path} has another hash than its manifest says. Install the model again.`,
      );
    onCheck(`hash of ${path}`);
  }
  for (const precision of precisionsOf(manifest)) {
    const session = await openSession(directory, { precision });
    try {
      await checkGolden(directory, session);
      onCheck(`golden picture in ${precision}, within ${session.manifest.golden.tolerance}`);
    } finally {
      await session.release();
    }
  }
  return manifest;
}

/** Every precision a model comes in, the default one first. */
export function precisionsOf({ precision, alternatives = [] }: Manifest): Manifest['precision'][] {
  return [precision, ...alternatives.map((other) => other.precision)];
}

/** Every file beside the manifest that it names, with its hash. */
export function filesOf({
  file,
  golden,
  alternatives = [],
  scope,
}: Manifest): { path: string; sha256: string }[] {
  return [
    file,
    ...alternatives.map((other) => other.file),
    ...(scope.gate ? [scope.gate.file] : []),
    { path: golden.image, sha256: golden.imageSha256 },
  ].map(({ path, sha256 }) => ({ path, sha256 }));
}

async function hashFile(directory: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(join(directory, path)), hash);
  } catch (cause) {
    throw new EventEyeError(
      'MODEL_INVALID',
      `The file ${path} that the manifest names can not be read. Install the model again.`,
      { cause },
    );
  }
  return hash.digest('hex');
}
