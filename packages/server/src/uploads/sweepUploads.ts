import type { PrismaClient } from '../database/client.js';
import type { Log } from '../services.js';
import type { UploadArea } from './uploadArea.js';

/** How long the answer of a completed upload is kept beyond its own time. */
const keepAnswersMs = 24 * 3_600_000;

/**
 * Removes uploads that nobody completed in time, and bytes that no row names: what a process left that was killed while it
 * received them.
 *
 * @param unknownOlderThanMs bytes without a row that are younger may be under way in another process.
 */
export async function sweepUploads(
  prisma: PrismaClient,
  area: UploadArea,
  unknownOlderThanMs: number,
  log: Log,
  now = new Date(),
): Promise<void> {
  const expired = await prisma.pendingUpload.findMany({
    where: {
      OR: [
        { expiresAt: { lt: now }, state: { not: 'COMPLETED' }, claimedUntil: null },
        { expiresAt: { lt: now }, claimedUntil: { lt: now } },
        { expiresAt: { lt: new Date(now.getTime() - keepAnswersMs) }, state: 'COMPLETED' },
      ],
    },
    select: { id: true },
  });
  for (const { id } of expired) await area.remove(id);
  await prisma.pendingUpload.deleteMany({ where: { id: { in: expired.map(({ id }) => id) } } });
  const stray = await strayFiles(prisma, area, now.getTime() - unknownOlderThanMs);
  for (const file of stray) await area.removeFile(file);
  if (expired.length + stray.length > 0) {
    log.info({ expired: expired.length, stray: stray.length }, 'pending uploads were removed');
  }
}

async function strayFiles(prisma: PrismaClient, area: UploadArea, before: number): Promise<string[]> {
  const old: { file: string; id: string }[] = [];
  for await (const { file, id, modifiedAt } of area.list()) {
    if (modifiedAt.getTime() <= before) old.push({ file, id });
  }
  const ids = [...new Set(old.map(({ id }) => id))].filter((id) => /^[0-9a-f-]{36}$/.test(id));
  const rows = await prisma.pendingUpload.findMany({
    where: { id: { in: ids }, state: { not: 'COMPLETED' } },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  // Half a PUT is worth nothing, whosever it is.
  return old.filter(({ file, id }) => !known.has(id) || file.endsWith('.part')).map(({ file }) => file);
}
