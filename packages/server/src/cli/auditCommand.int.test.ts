import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { recordAudit } from '../audit/recordAudit.js';
import { commandLine } from '../audit/testing/startServer.js';
import { tamper } from '../audit/testing/tamper.js';
import { toJsonLine } from '../audit/toJsonLine.js';
import { parseConfig } from '../config.js';
import { type OpenDatabase, openDatabase } from '../database/openDatabase.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';

const secret = 'an installation secret of many characters';

async function audit(environment: NodeJS.ProcessEnv, ...args: string[]) {
  const child = spawn(process.execPath, [...commandLine, 'audit', ...args], {
    env: { ...process.env, EVENTEYE_SECRET: secret, EVENTEYE_LOG_LEVEL: 'silent', ...environment },
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: code as number, stdout, stderr };
}

describe.each(databaseKinds)('eventeye audit, on the %s database', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-audit-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  /** The embedded database belongs to one process: it is handed over for each command. */
  const between = async (test: TestDatabase, work: (database: OpenDatabase) => Promise<unknown>) => {
    if (kind === 'postgresql') return void (await work(test.database));
    const database = await openDatabase(parseConfig({ EVENTEYE_DATA_DIR: test.dataDirectory }), silentLog);
    await work(database);
    await database.close();
  };

  it('says what is sound, and names the first event at fault', { timeout: 120_000 }, async () => {
    const test = await openTestDatabase(kind);
    const { caller } = test;
    await recordAudit(
      test.database.prisma,
      { caller, origin: { address: null, userAgent: null } },
      Array.from({ length: 6 }, () => ({ type: 'SIGN_IN', action: 'E' as const })),
    );
    const events = await test.database.prisma.auditEvent.findMany({ orderBy: { sequence: 'asc' } });
    const file = join(folder, `${kind}.ndjson`);
    writeFileSync(file, events.map(toJsonLine).join(''));
    if (kind === 'embedded') await test.database.close();
    const environment = { EVENTEYE_DATA_DIR: test.dataDirectory, DATABASE_URL: test.url ?? '' };
    const name = `The audit of organization ${caller.organizationId}`;

    expect(await audit(environment, 'verify')).toEqual({
      code: 0,
      stdout: `${name} is sound: 6 events.\n`,
      stderr: '',
    });
    const checkpoint = join(folder, `${kind}.jsonl`);
    const printed = await audit(environment, 'checkpoint');
    writeFileSync(checkpoint, printed.stdout);
    expect(
      await audit(environment, 'verify', '--file', file, '--stored', '--checkpoint', checkpoint),
    ).toEqual({
      code: 0,
      stdout: `${file}: ${name} is sound: 6 events.\n`,
      stderr: '',
    });

    await between(test, ({ prisma }) =>
      tamper(
        prisma,
        `UPDATE "AuditEvent" SET body = replace(body, 'SUCCESS', 'FORBIDDEN') WHERE sequence = 4`,
      ),
    );
    const tampered = await audit(environment, 'verify');
    expect(tampered).toEqual({
      code: 1,
      stdout: '',
      stderr: `${name} is broken at event 4: HASH_DIFFERS.\n`,
    });
    await between(test, ({ prisma }) => tamper(prisma, 'DELETE FROM "AuditEvent" WHERE sequence = 2'));
    expect((await audit(environment, 'verify')).stderr).toBe(`${name} is broken at event 2: MISSING.\n`);
    // Cut off at its end, and the head made to agree: sound in itself, and not with what was kept elsewhere.
    await between(test, async ({ prisma }) => {
      await tamper(prisma, 'DELETE FROM "AuditEvent" WHERE sequence >= 2');
      await prisma.auditHead.updateMany({ data: { sequence: 1n, hash: events[0]!.hash } });
    });
    expect((await audit(environment, 'verify')).code).toBe(0);
    expect(await audit(environment, 'verify', '--checkpoint', checkpoint)).toMatchObject({
      code: 1,
      stderr: `${name} is broken at event 2: TAIL_MISSING.\n`,
    });
    expect(await audit(environment, 'verify', '--file', file, '--stored')).toMatchObject({ code: 1 });
    await test.close().catch(() => {});
  });
});
