import type PgBoss from 'pg-boss';
import type { Prisma } from '../database/client.js';

/** pg-boss on Prisma's transaction. */
export function withinTransaction(transaction: Prisma.TransactionClient): PgBoss.Db {
  return {
    async executeSql(text, values) {
      const rows = await transaction.$queryRawUnsafe<Record<string, unknown>[]>(
        text,
        ...values.map((value) => value ?? null),
      );
      return { rows };
    },
  };
}
