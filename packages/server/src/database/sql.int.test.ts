import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openTestDatabase, type TestDatabase } from '../testing/openTestDatabase.js';

describe.each(databaseKinds)('SQL on the %s database', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  });
  afterAll(() => test.close());

  it('gives the rows of several statements in order', async () => {
    const { rows } = await test.database.sql.execute('SELECT 1 AS a; SELECT 2 AS a;');
    expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('goes on after a script that failed within its own transaction', async () => {
    const { sql } = test.database;
    for (let i = 0; i < 8; i++) await expect(sql.execute('BEGIN; SELECT nothing; COMMIT;')).rejects.toThrow();
    const answers = await Promise.all(Array.from({ length: 8 }, () => sql.query('SELECT 1 AS a')));
    expect(answers.map(({ rows }) => rows)).toEqual(Array(8).fill([{ a: 1 }]));
  });

  it('undoes a transaction whose work fails', async () => {
    const { sql } = test.database;
    await sql
      .transaction(async (transaction) => {
        await transaction.query(`UPDATE "Organization" SET name = 'changed'`);
        throw new Error('no');
      })
      .catch(() => {});
    expect((await sql.query('SELECT name FROM "Organization"')).rows).toEqual([{ name: 'Test' }]);
  });
});
