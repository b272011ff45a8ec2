import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../http/testing/testDatabase.js';
import type { Updates } from '../services.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { notifyUpdate } from './notify.js';
import { openUpdates } from './openUpdates.js';

describe.each(databaseKinds)('updates on the %s database', (kind) => {
  let test: TestDatabase;
  let updates: Updates;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    updates = await openUpdates(test.database.sql, silentLog);
  });
  afterAll(() => test.close());
  const firstOf = async <T>(messages: AsyncIterable<T>) => {
    for await (const message of messages) return message;
    return undefined;
  };

  it('reach those who follow the analysis or its patient, and only when the transaction commits', async () => {
    const [analysisId, otherId, patientId] = [randomUUID(), randomUUID(), randomUUID()];
    const stop = new AbortController();
    const analysis = firstOf(updates.subscribe('analysis', analysisId, stop.signal));
    const patient = firstOf(updates.subscribe('patient', patientId, stop.signal));
    const other = firstOf(updates.subscribe('analysis', otherId, stop.signal));
    const { prisma } = test.database;
    await prisma
      .$transaction(async (transaction) => {
        await notifyUpdate(transaction, { analysisId: otherId, patientId });
        throw new Error('rolled back');
      })
      .catch(() => {});
    await prisma.$transaction((transaction) => notifyUpdate(transaction, { analysisId, patientId }));
    expect(await analysis).toEqual({ analysisId });
    expect(await patient).toEqual({ analysisId });
    stop.abort();
    expect(await other).toBeUndefined();
  });

  it.runIf(kind === 'postgresql')(
    'after a lost connection, followers look again and one listener is left',
    async () => {
      const analysisId = randomUUID();
      const stop = new AbortController();
      const woken = firstOf(updates.subscribe('analysis', analysisId, stop.signal));
      const listening = `pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%'`;
      const { sql } = test.database;
      await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${listening}`);
      expect(await woken).toEqual({ analysisId });
      const { rows } = await sql.query(`SELECT pid FROM pg_stat_activity WHERE ${listening}`);
      expect(rows).toHaveLength(1);
      const heard = firstOf(updates.subscribe('analysis', analysisId, stop.signal));
      await notifyUpdate(test.database.prisma, { analysisId, patientId: randomUUID() });
      expect(await heard).toEqual({ analysisId });
    },
  );
});
