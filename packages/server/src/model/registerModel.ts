import type { ModelDescription } from '@eventeye/inference';
import type { ModelVersion, Prisma, PrismaClient } from '../database/client.js';

/** Makes the engine's model known and the active one; versions that were active before stay for their results. */
export async function registerModel(prisma: PrismaClient, model: ModelDescription): Promise<ModelVersion> {
  const { name, version, sha256, precision, labels, isDemonstration, manifest } = model;
  const data = {
    name,
    version,
    precision,
    labels,
    isDemonstration,
    manifest: manifest as Prisma.InputJsonValue,
    isActive: true,
  };
  return prisma.$transaction(async (transaction) => {
    await transaction.modelVersion.updateMany({
      where: { isActive: true, NOT: { sha256 } },
      data: { isActive: false },
    });
    return transaction.modelVersion.upsert({ where: { sha256 }, create: { sha256, ...data }, update: data });
  });
}
