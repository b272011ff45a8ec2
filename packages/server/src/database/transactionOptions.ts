/**
 * How long a transaction may wait for its turn and last, in ms. The embedded database has one connection, so many
 * uploads at once wait for each other; Prisma's 2 s would refuse those at the end of the line.
 */
export const transactionOptions = { maxWait: 60_000, timeout: 60_000 } as const;
