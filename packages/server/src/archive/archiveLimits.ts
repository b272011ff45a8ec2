/** What an archive may hold. The sizes are those its directory states; reading enforces them. */
export interface ArchiveLimits {
  /** Of the archive itself. */
  maxBytes: number;
  maxEntries: number;
  /** Of all entries together, unpacked. */
  maxUnpackedBytes: number;
  /** Unpacked to packed size; checked beyond `freeBytes`, for a small blank slice packs well. */
  maxRatio: number;
  freeBytes: number;
}

/** The limits for archives of at most so many bytes: pixels pack to a half or a third, seldom to a tenth. */
export function archiveLimits(maxBytes: number): ArchiveLimits {
  return {
    maxBytes,
    maxEntries: 10_000,
    maxUnpackedBytes: 4 * maxBytes,
    maxRatio: 200,
    freeBytes: 16 * 1024 * 1024,
  };
}
