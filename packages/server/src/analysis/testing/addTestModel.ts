import type { PrismaClient } from '../../database/client.js';

/** SHA-256 of the model that results of tests name. */
export const testModelSha256 = 'ab'.repeat(32);

/** Adds the row of that model. */
export async function addTestModel(prisma: PrismaClient): Promise<void> {
  await prisma.modelVersion.create({
    data: {
      name: 'test',
      version: '1',
      sha256: testModelSha256,
      precision: 'fp32',
      labels: [],
      isDemonstration: true,
      manifest: {},
    },
  });
}
