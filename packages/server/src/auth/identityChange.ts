import type { Prisma } from '../database/client.js';
import { transactionOptions } from '../database/transactionOptions.js';
import type { Services } from '../services.js';

/** NOTIFY channel of the database: somebody's rights changed. Without payload. */
export const identityChannel = 'eventeye_identity';

/**
 * Changes who may do what, in one transaction. When it commits, every process of the installation looks at the database again
 * before it believes a token; this one before the promise resolves.
 */
export async function changeIdentity<Answer>(
  { prisma, principals }: Pick<Services, 'prisma' | 'principals'>,
  work: (transaction: Prisma.TransactionClient) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const answer = await work(transaction);
      await transaction.$queryRaw`SELECT pg_notify(${identityChannel}, '')::text`;
      return answer;
    }, transactionOptions);
  } finally {
    principals.forget();
  }
}
