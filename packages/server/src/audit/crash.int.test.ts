import { rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTinyModel } from '../../../inference/src/testing/tinyModel.js';
import { startSession } from '../auth/session.js';
import { parseConfig } from '../config.js';
import { type OpenDatabase, openDatabase } from '../database/openDatabase.js';
import { postGraphql } from '../http/testing/postGraphql.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { openAuditIntents } from './auditIntents.js';
import { auditChain } from './testing/auditChain.js';
import { environmentOf, startServer } from './testing/startServer.js';
import { verifyDatabase } from './verifyDatabase.js';

const secret = 'an installation secret of many characters';
const createPatient = `mutation ($mrn: String!) { createPatient(input: { mrn: $mrn }) { __typename } }`;

describe.each(databaseKinds)(
  'a server that dies between a change and its event, on the %s database',
  (kind) => {
    let test: TestDatabase;
    let token: string;
    let modelDirectory: string;
    const configOf = () =>
      parseConfig({ EVENTEYE_DATA_DIR: test.dataDirectory, ...(test.url && { DATABASE_URL: test.url }) });
    const environment = () =>
      environmentOf({ ...configOf(), modelDirectory, secret, ...(test.url && { databaseUrl: test.url }) });
    beforeAll(async () => {
      modelDirectory = await makeTinyModel();
      test = await openTestDatabase(kind);
      const user = await test.database.prisma.user.findFirstOrThrow();
      token = (await startSession({ prisma: test.database.prisma, secret }, user)).accessToken;
    });
    afterAll(async () => {
      await test.close().catch(() => {});
      rmSync(modelDirectory, { recursive: true });
    });

    const found = async (database: OpenDatabase, mrn: string) => {
      const { prisma } = database;
      const patient = await prisma.patient.findFirst({ where: { mrn } });
      expect(patient, 'the change was made').not.toBeNull();
      const { chain, during } = auditChain({ prisma }, test.caller.organizationId);
      expect((await chain()).map(({ type }) => type)).not.toContain('PATIENT_CREATED');
      const events = await during(async () => {
        const intents = await openAuditIntents(database, silentLog);
        await intents.close();
      });
      expect(events).toMatchObject([
        {
          type: 'PATIENT_CREATED',
          action: 'C',
          outcome: 'INTERRUPTED',
          userId: test.caller.userId,
          body: { token: { kind: 'SESSION' }, details: { begunAt: expect.stringMatching(/^\d{4}-/) } },
        },
      ]);
      expect(await prisma.auditIntent.count()).toBe(0);
      expect((await verifyDatabase(prisma)).every(({ fault }) => fault === null)).toBe(true);
    };

    it.runIf(kind === 'embedded')('is found by the next one', { timeout: 60_000 }, async () => {
      // The change is committed, its event is not taken, and then the power goes.
      await test.database.prisma.$executeRawUnsafe('ALTER FUNCTION append_audit_events RENAME TO away');
      await test.database.close();
      const server = await startServer(environment());
      const { errors } = await postGraphql(`${server.url}/graphql`, createPatient, { mrn: 'CRASH-1' }, token);
      expect(errors?.[0]?.extensions.code).toBe('AUDIT_UNAVAILABLE');
      await server.kill();
      const database = await openDatabase(configOf(), silentLog);
      await database.prisma.$executeRawUnsafe('ALTER FUNCTION away RENAME TO append_audit_events');
      await found(database, 'CRASH-1');
      await database.close();
    });

    it.runIf(kind === 'postgresql')('is found by the others', { timeout: 60_000 }, async () => {
      const server = await startServer(environment());
      const { prisma } = test.database;
      const holder = new pg.Client({ connectionString: test.url });
      await holder.connect();
      // Whoever holds the end of the chain holds up the event, and not the change.
      await prisma.auditHead.create({
        data: { organizationId: test.caller.organizationId, sequence: 0n, hash: '0'.repeat(64) },
      });
      await holder.query('BEGIN');
      await holder.query('SELECT * FROM "AuditHead" FOR UPDATE');
      const answer = postGraphql(`${server.url}/graphql`, createPatient, { mrn: 'CRASH-2' }, token).catch(
        (error: unknown) => error,
      );
      await expect.poll(() => prisma.patient.count({ where: { mrn: 'CRASH-2' } })).toBe(1);
      await expect
        .poll(async () => {
          const { rows } = await holder.query(
            `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%append_audit_events%'`,
          );
          return rows.length;
        })
        .toBe(1);
      await server.kill();
      expect(await answer).toBeInstanceOf(Error);
      // The database's own process notices later that nobody waits; the machine that died takes its connections with it.
      await holder.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%append_audit_events(%' AND pid <> pg_backend_pid()`,
      );
      await holder.query('ROLLBACK');
      await holder.end();
      // As long as it may still be alive, it is left alone.
      const early = await openAuditIntents(test.database, silentLog);
      await early.close();
      expect(await prisma.auditIntent.count()).toBe(1);
      await prisma.$executeRaw`UPDATE "AuditIntent" SET "aliveAt" = now() - interval '6 minutes'`;
      await found(test.database, 'CRASH-2');
    });
  },
);
