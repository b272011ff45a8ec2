import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTinyModel } from '../../../inference/src/testing/tinyModel.js';
import { startSession } from '../auth/session.js';
import { parseConfig } from '../config.js';
import { postGraphql } from '../http/testing/postGraphql.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openTestDatabase, type TestDatabase } from '../testing/openTestDatabase.js';
import { keepCheckpoints } from './keepCheckpoints.js';
import { recordAudit } from './recordAudit.js';
import { environmentOf, startServer } from './testing/startServer.js';
import { tamper } from './testing/tamper.js';
import { verifyDatabase } from './verifyDatabase.js';

const secret = 'an installation secret of many characters';

describe.each(databaseKinds)('the chains of the audit on the %s database', (kind) => {
  let test: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-chains-'));
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });
  const record = (count: number) =>
    recordAudit(
      test.database.prisma,
      { caller: test.caller, origin: { address: null, userAgent: null } },
      Array.from({ length: count }, () => ({ type: 'PATIENT_DATA_READ', action: 'R' as const })),
    );
  const own = async () =>
    (await verifyDatabase(test.database.prisma)).find(
      ({ organizationId }) => organizationId === test.caller.organizationId,
    );

  it('are followed through 10,000 events, and a change in the midst of them is found', {
    timeout: 120_000,
  }, async () => {
    for (let i = 0; i < 50; i++) await record(200);
    expect(await own()).toMatchObject({ fault: null, end: { sequence: 10_000n } });
    await tamper(
      test.database.prisma,
      `UPDATE "AuditEvent" SET body = replace(body, '"R"', '"U"') WHERE sequence = 5678`,
    );
    expect((await own())?.fault).toMatchObject({ fault: 'HASH_DIFFERS', sequence: 5678n });
    await tamper(
      test.database.prisma,
      `UPDATE "AuditEvent" SET body = replace(body, '"U"', '"R"') WHERE sequence = 5678`,
    );
    expect((await own())?.fault).toBeNull();
  });

  it('get checkpoints that go on from the last one, and none once they are broken', async () => {
    const { prisma } = test.database;
    const file = join(folder, 'checkpoints.jsonl');
    const keep = () => keepCheckpoints({ prisma, secret }, file);
    const lines = () => readFileSync(file, 'utf8').trim().split('\n');
    await record(3);
    expect(await keep()).toEqual({ written: 1, faults: [] });
    // Nothing new, nothing written.
    expect(await keep()).toEqual({ written: 0, faults: [] });
    await record(2);
    expect(await keep()).toEqual({ written: 1, faults: [] });
    expect(lines()).toHaveLength(2);
    const { sequence } = JSON.parse(lines()[1]!) as { sequence: string };
    await record(2);
    // Written anew behind the last checkpoint, and the end cut off.
    const next = BigInt(sequence) + 1n;
    await tamper(prisma, `UPDATE "AuditEvent" SET "previousHash" = repeat('a', 64) WHERE sequence = ${next}`);
    expect(await keep()).toMatchObject({
      written: 0,
      faults: [{ fault: 'PREVIOUS_HASH_DIFFERS', sequence: next }],
    });
    await tamper(prisma, `DELETE FROM "AuditEvent" WHERE sequence >= ${next - 1n}`);
    expect((await keep()).faults).toHaveLength(1);
    expect(lines()).toHaveLength(2);
  });
});

describe.runIf(databaseKinds.includes('postgresql'))('two servers on one database', () => {
  it('append to one unbroken chain', { timeout: 120_000 }, async () => {
    const test = await openTestDatabase('postgresql');
    const modelDirectory = await makeTinyModel();
    const { prisma } = test.database;
    const user = await prisma.user.findFirstOrThrow();
    const { accessToken } = await startSession({ prisma, secret }, user);
    const config = parseConfig({ EVENTEYE_DATA_DIR: test.dataDirectory, DATABASE_URL: test.url });
    const environment = environmentOf({ ...config, modelDirectory, secret });
    const servers = await Promise.all(
      ['one', 'two'].map((name) =>
        startServer({ ...environment, EVENTEYE_DATA_DIR: join(test.dataDirectory, name) }),
      ),
    );
    try {
      const each = 40;
      await Promise.all(
        servers.flatMap(({ url }, server) =>
          Array.from({ length: each }, async (_, i) => {
            const query = 'mutation ($mrn: String!) { createPatient(input: { mrn: $mrn }) { __typename } }';
            const answer = await postGraphql(`${url}/graphql`, query, { mrn: `${server}-${i}` }, accessToken);
            expect(answer.data.createPatient.__typename).toBe('CreatePatientPayload');
          }),
        ),
      );
      const [report] = await verifyDatabase(prisma);
      expect(report).toMatchObject({ fault: null, end: { sequence: BigInt(2 * each) } });
      const events = await prisma.auditEvent.findMany({ orderBy: { sequence: 'asc' } });
      expect(new Set(events.flatMap(({ patientIds }) => patientIds)).size).toBe(2 * each);
      expect(await prisma.auditIntent.count()).toBe(0);
    } finally {
      await Promise.all(servers.map((server) => server.kill()));
      await test.close();
      rmSync(modelDirectory, { recursive: true });
    }
  });
});
