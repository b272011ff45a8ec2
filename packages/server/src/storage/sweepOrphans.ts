import type { PrismaClient } from '../database/client.js';
import type { FileStorage, Log } from '../services.js';

const batchSize = 500;

/**
 * Removes stored files that no row names: what a process left that was killed between writing bytes and rows.
 *
 * @param olderThanMs files younger than this may belong to an upload that is under way in another process.
 */
export async function sweepOrphans(
  prisma: PrismaClient,
  storage: FileStorage,
  olderThanMs: number,
  log: Log,
): Promise<void> {
  let removed = 0;
  let batch: string[] = [];
  const flush = async () => {
    const rows = await prisma.medicalImage.findMany({
      where: { storagePath: { in: batch } },
      select: { storagePath: true },
    });
    const known = new Set(rows.map(({ storagePath }) => storagePath));
    for (const path of batch.filter((one) => !known.has(one))) {
      await storage.delete(path);
      removed += 1;
    }
    batch = [];
  };
  for await (const { path, modifiedAt } of storage.list('medical_images')) {
    if (Date.now() - modifiedAt.getTime() < olderThanMs) continue;
    batch.push(path);
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  if (removed > 0) log.info({ removed }, 'files without rows were removed');
}
