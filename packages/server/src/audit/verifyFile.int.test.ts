import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openTestDatabase } from '../testing/openTestDatabase.js';
import { signCheckpoint } from './checkpoint.js';
import { recordAudit } from './recordAudit.js';
import { verifyFile } from './verifyFile.js';

const fhirSchema = JSON.parse(
  readFileSync(new URL('./testing/auditEvent.schema.json', import.meta.url), 'utf8'),
) as object;

describe.each(databaseKinds)('an export of the audit from the %s database', (kind) => {
  let server: TestServer;
  let admin: Awaited<ReturnType<TestServer['member']>>;
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-export-'));
  beforeAll(async () => {
    server = await startTestServer(kind);
    admin = await server.member('ADMIN');
    const actor = { caller: admin.caller, origin: { address: '10.0.0.1', userAgent: '=cmd(), "quoted"' } };
    for (let i = 0; i < 5; i++)
      await recordAudit(server.services.prisma, actor, [
        { type: 'PATIENT_DATA_READ', action: 'R', patientIds: [admin.caller.userId] },
        { type: 'IMAGES_UPLOADED', action: 'C', outcome: i === 2 ? 'FORBIDDEN' : 'SUCCESS' },
        { type: 'PATIENT_CREATED', action: 'C', outcome: i === 2 ? 'INTERRUPTED' : 'SUCCESS' },
      ]);
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  let count = 0;
  const download = async (name: string, change: (text: string) => string = (text) => text) => {
    const response = await fetch(`${server.url}/audit/${name}`, {
      headers: { authorization: `Bearer ${admin.token}` },
    });
    expect(response.status).toBe(200);
    const file = join(folder, `${count++}-${name.split('?')[0]}`);
    writeFileSync(file, change(await response.text()));
    return file;
  };
  const end = async () => {
    const { sequence, hash } = await server.services.prisma.auditHead.findUniqueOrThrow({
      where: { organizationId: admin.caller.organizationId },
    });
    return { sequence, hash };
  };

  it.each(['export.csv', 'export.ndjson'])(
    '%s is sound, by itself, a checkpoint and the database',
    async (name) => {
      const file = await download(name);
      const { prisma, secret } = server.services;
      const { organizationId } = admin.caller;
      const checkpoints = [signCheckpoint(secret, organizationId, await end())];
      expect(await verifyFile(file, { checkpoints, prisma })).toEqual([
        { organizationId, first: 1n, end: await end(), fault: null },
      ]);
    },
  );

  it.each([
    ['export.csv', 'a changed column', /,FORBIDDEN,/, ',SUCCESS,', 'COLUMNS_DIFFER', 8n],
    [
      'export.csv',
      'a changed body',
      /""outcome"":""FORBIDDEN""/,
      '""outcome"":""SUCCESS""',
      'HASH_DIFFERS',
      8n,
    ],
    [
      'export.ndjson',
      'a changed body',
      /\\"outcome\\":\\"FORBIDDEN\\"/,
      '\\"outcome\\":\\"SUCCESS\\"',
      'HASH_DIFFERS',
      8n,
    ],
    ['export.csv', 'a line taken out', /\r\n3,.*\r\n/, '\r\n', 'MISSING', 3n],
    ['export.ndjson', 'the beginning cut off', /^.*\n.*\n/, '', 'MISSING', 1n],
  ] as const)('%s with %s is found out', async (name, _what, pattern, replacement, fault, sequence) => {
    let changed = false;
    const file = await download(name, (text) => {
      changed = pattern.test(text);
      return text.replace(pattern, replacement);
    });
    expect(changed).toBe(true);
    const [report] = await verifyFile(file);
    expect(report!.fault).toMatchObject({ fault, sequence });
  });

  it('that was cut off at its end is found out by a checkpoint', async () => {
    const { secret } = server.services;
    const file = await download('export.csv', (text) => text.split('\r\n').slice(0, 6).join('\r\n'));
    expect(await verifyFile(file)).toMatchObject([{ fault: null, end: { sequence: 5n } }]);
    const checkpoints = [signCheckpoint(secret, admin.caller.organizationId, await end())];
    expect(await verifyFile(file, { checkpoints })).toMatchObject([
      { fault: { fault: 'TAIL_MISSING', sequence: 6n } },
    ]);
  });

  it('of another database than it is said to be is found out', async () => {
    const file = await download('export.ndjson');
    const other = await openTestDatabase('embedded');
    const [report] = await verifyFile(file, { prisma: other.database.prisma });
    expect(report!.fault?.fault).toBe('TAIL_MISSING');
    await other.close();
  });

  it('for a time has no gap, whatever the order of the times, and says that it is a part', async () => {
    const { prisma } = server.services;
    const events = await prisma.auditEvent.findMany({
      where: { organizationId: admin.caller.organizationId },
      orderBy: { sequence: 'asc' },
    });
    const from = events[6]!.recordedAt.toISOString();
    const file = await download(`export.csv?from=${from}`);
    const [whole] = await verifyFile(file);
    expect(whole!.fault).toMatchObject({ fault: 'MISSING', sequence: 1n });
    const [part] = await verifyFile(file, { isPart: true, prisma });
    expect(part!.fault).toBeNull();
    expect(part!.first).toBeGreaterThan(1n);
  });

  it('is refused when it is none', async () => {
    const file = join(folder, 'none.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    await expect(verifyFile(file)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('as FHIR has the structure that R4 asks of an AuditEvent', async () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    const isAuditEvent = ajv.compile(fhirSchema);
    const lines = readFileSync(await download('export.fhir.ndjson'), 'utf8')
      .trim()
      .split('\n');
    const outcomes = new Set<string>();
    for (const line of lines) {
      const resource = JSON.parse(line) as { outcome: string };
      isAuditEvent(resource);
      expect(isAuditEvent.errors ?? []).toEqual([]);
      outcomes.add(resource.outcome);
    }
    expect([...outcomes].sort()).toEqual(['0', '12', '4']);
    expect(isAuditEvent({ ...JSON.parse(lines[0]!), agent: undefined })).toBe(false);
    expect(isAuditEvent({ ...JSON.parse(lines[0]!), invented: 1 })).toBe(false);
  });
});
