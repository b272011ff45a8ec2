import { hammingDistance } from './perceptualHash.js';
import type { Part } from './preparedIndex.js';

/** What duplicates are found by. */
export interface Fingerprint {
  /** Where the image came from, for the person who has to remove one. */
  source: string;
  patient: string;
  part: Part;
  /** SHA-256 of the samples. */
  pixels: string;
  hash: Uint32Array;
}

/** Two images of different parts that show the same. */
export interface Duplicate {
  kind: 'EXACT' | 'NEAR';
  a: Fingerprint;
  b: Fingerprint;
}

/**
 * Finds images that lie in two parts: equal samples, or difference hashes that differ in at most `bits` of 256. Slices of
 * one patient resemble each other and never lie in two parts, so only pairs of two patients count.
 *
 * Every pair of parts is compared directly: 20,000 slices take seconds.
 */
export function findDuplicates(images: readonly Fingerprint[], bits = 6): Duplicate[] {
  const parts = (['train', 'validation', 'test'] as const).map((part) =>
    images.filter((image) => image.part === part),
  );
  const found: Duplicate[] = [];
  for (const [i, first] of parts.entries()) {
    for (const second of parts.slice(i + 1)) {
      for (const a of first) {
        for (const b of second) {
          if (a.pixels === b.pixels) found.push({ kind: 'EXACT', a, b });
          else if (hammingDistance(a.hash, b.hash, bits) <= bits) found.push({ kind: 'NEAR', a, b });
        }
      }
    }
  }
  return found;
}
