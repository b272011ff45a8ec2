import { randomUUID } from 'node:crypto';
import { EventEyeError, extensionOf } from '@eventeye/core';
import type { MedicalImage } from '../database/client.js';
import type { FileStorage } from '../services.js';
import type { AdmittedImage } from './admitImage.js';

/** An image whose bytes are stored. */
export interface WrittenImage {
  image: AdmittedImage;
  storagePath: string;
}

/** Files that are written at the same time. */
const concurrency = 4;

/**
 * Writes the bytes of images, has their rows inserted, and takes the bytes of those back that got none.
 *
 * @param insert gives one outcome an image; undefined for one that another request has stored meanwhile.
 * @param pathsWithRows which of the paths have rows, asked when `insert` failed: a connection lost while committing leaves it
 * open whether they are there, and they must not lose their bytes.
 * @returns what `insert` gave, or STORAGE_FAILED, in the order of the images.
 */
export async function withStoredBytes(
  storage: FileStorage,
  images: readonly AdmittedImage[],
  insert: (written: WrittenImage[]) => Promise<(MedicalImage | EventEyeError | undefined)[]>,
  pathsWithRows: (paths: string[]) => Promise<Set<string>>,
): Promise<(MedicalImage | EventEyeError | undefined)[]> {
  if (images.length === 0) return [];
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const paths = images.map(({ kind }) => `medical_images/${day}/${randomUUID()}.${extensionOf[kind]}`);
  const outcomes = new Array<MedicalImage | EventEyeError | undefined>(images.length);
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < images.length; i = next++) {
      try {
        await storage.write(paths[i]!, images[i]!.bytes);
      } catch (error) {
        if (!EventEyeError.is(error)) throw error;
        outcomes[i] = error;
      }
    }
  };
  let withRows: Set<string> | undefined;
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, images.length) }, lane));
    const written = images.map((_, i) => i).filter((i) => outcomes[i] === undefined);
    const inserted = await insert(written.map((i) => ({ image: images[i]!, storagePath: paths[i]! })));
    for (const [position, i] of written.entries()) outcomes[i] = inserted[position];
    withRows = new Set(
      outcomes.flatMap((outcome) => (outcome && !EventEyeError.is(outcome) ? outcome.storagePath : [])),
    );
    return outcomes;
  } finally {
    withRows ??= await pathsWithRows(paths);
    for (const path of paths) if (!withRows.has(path)) await storage.delete(path);
  }
}
