import pg from 'pg';

/** Counts what goes to PostgreSQL from this process, whoever sends it. */
export interface StatementCounter {
  /** The statements of one piece of work, the least of a few tries: pollers of the same process send some at times. */
  of(work: () => Promise<unknown>, tries?: number): Promise<number>;
  stop(): void;
}

/** Begins to count. Works on the driver itself, beneath Prisma: what is counted is what is sent. */
export function countStatements(): StatementCounter {
  const original = pg.Client.prototype.query;
  let sent = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    sent += 1;
    return (original as (...all: unknown[]) => unknown).apply(this, given);
  } as typeof original;
  return {
    async of(work, tries = 3) {
      let least = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < tries; attempt++) {
        const before = sent;
        await work();
        least = Math.min(least, sent - before);
      }
      return least;
    },
    stop() {
      pg.Client.prototype.query = original;
    },
  };
}
