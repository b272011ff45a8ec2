import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** What the driver of a database handed to Prisma. */
export interface Returned {
  statements: number;
  rows: number;
  /** As JSON: a row may hold the rows beneath it. */
  bytes: number;
}

/** Begins to count what the database gives to this process. */
export function countReturned(kind: 'embedded' | 'postgresql') {
  const prototype = (
    kind === 'postgresql' ? pg.Client.prototype : Object.getPrototypeOf(PGlite.prototype)
  ) as { query(...given: unknown[]): unknown };
  const original = prototype.query;
  let returned: Returned = { statements: 0, rows: 0, bytes: 0 };
  const note = (result: { rows?: unknown[] } | undefined) => {
    returned.rows += result?.rows?.length ?? 0;
    returned.bytes += JSON.stringify(result?.rows ?? []).length;
  };
  prototype.query = function counted(this: unknown, ...given: unknown[]) {
    returned.statements += 1;
    // A pool asks its connections with a callback.
    const done = given.at(-1);
    if (typeof done === 'function') {
      const noted = (error: unknown, result: { rows?: unknown[] } | undefined) => {
        note(result);
        done(error, result);
      };
      return original.apply(this, [...given.slice(0, -1), noted]);
    }
    const answer = original.apply(this, given);
    if (answer instanceof Promise) answer.then(note, () => {});
    return answer;
  };
  return {
    async of(work: () => Promise<unknown>): Promise<Returned> {
      returned = { statements: 0, rows: 0, bytes: 0 };
      await work();
      return returned;
    },
    stop() {
      prototype.query = original;
    },
  };
}
