/** How much goes into one request. */
export interface ChunkLimits {
  maxFiles: number;
  /** Bytes of all files of a request; a larger single file gets a request of its own. */
  maxBytes: number;
}

/**
 * Splits files into requests, in order. No two files of one request have the same name: a server names those it
 * rejects by file name only. An archive, which stands for many images, goes alone.
 */
export function chunkFiles<T extends { filename: string; size: number; archive?: boolean }>(
  files: readonly T[],
  { maxFiles, maxBytes }: ChunkLimits,
): T[][] {
  const chunks: T[][] = [];
  let names = new Set<string>();
  let bytes = 0;
  for (const file of files) {
    const current = chunks.at(-1);
    const fits =
      current &&
      !file.archive &&
      !current[0]?.archive &&
      current.length < maxFiles &&
      bytes + file.size <= maxBytes &&
      !names.has(file.filename);
    if (fits) {
      current.push(file);
    } else {
      chunks.push([file]);
      names = new Set();
      bytes = 0;
    }
    names.add(file.filename);
    bytes += file.size;
  }
  return chunks;
}
