import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import type { AuditBody } from './auditEvent.js';
import { noOrganization } from './auditEvent.js';
import { readCheckpoint, signCheckpoint } from './checkpoint.js';
import { recordAudit } from './recordAudit.js';
import { verifyDatabase } from './verifyDatabase.js';

type Member = Awaited<ReturnType<TestServer['member']>>;

describe.each(databaseKinds)('the audit on the %s database', (kind) => {
  let server: TestServer;
  let clinician: Member;
  let admin: Member;
  let patientId: string;
  let imageId: string;
  beforeAll(async () => {
    server = await startTestServer(kind);
    clinician = await server.member('CLINICIAN');
    admin = await server.member('ADMIN', clinician.caller.organizationId);
    const { data } = await server.post(
      'mutation ($input: CreatePatientInput!) { createPatient(input: $input) { ... on CreatePatientPayload { patient { id } } } }',
      { input: { mrn: 'MRN-SECRET-7', name: 'Hidden^Name' } },
      clinician.token,
    );
    patientId = data.createPatient.patient.id;
    const upload = await postUpload(
      `${server.url}/graphql`,
      clinician.token,
      [{ filename: 'slice.dcm', bytes: phantomFiles[0]!.bytes }],
      patientId,
    );
    imageId = upload.data.uploadMedicalImages.medicalImages[0].id;
  });
  afterAll(() => server.close());

  const chain = async (organizationId = clinician.caller.organizationId) =>
    (
      await server.services.prisma.auditEvent.findMany({
        where: { organizationId },
        orderBy: { sequence: 'asc' },
      })
    ).map((event) => ({ ...event, body: JSON.parse(event.body) as AuditBody }));
  /** What was recorded while something was done. */
  const during = async (work: () => Promise<unknown>) => {
    const before = (await chain()).length;
    await work();
    return (await chain()).slice(before);
  };

  it('knows who made a patient and uploaded an image, and holds nothing that names anybody', async () => {
    const events = await chain();
    expect(events.map(({ type, action, outcome }) => [type, action, outcome])).toEqual([
      ['PATIENT_CREATED', 'C', 'SUCCESS'],
      ['IMAGES_UPLOADED', 'C', 'SUCCESS'],
    ]);
    expect(events[0]).toMatchObject({ sequence: 1n, userId: clinician.caller.userId });
    expect(events[1]!.patientIds).toEqual(events[0]!.patientIds);
    expect(events[1]!.body).toMatchObject({
      token: { kind: 'SESSION' },
      address: expect.stringMatching(/127\.0\.0\.1/),
    });
    expect(JSON.stringify(events.map(({ body }) => body))).not.toMatch(/SECRET|Hidden|slice\.dcm/);
  });

  it('has one event for a page of patients, however long, and none for what shows nobody', async () => {
    const page = await during(() =>
      server.post(
        'query Pick { patients { edges { node { mrn studies { edges { node { id } } } } } } }',
        {},
        clinician.token,
      ),
    );
    expect(page).toHaveLength(1);
    expect(page[0]).toMatchObject({ type: 'PATIENT_DATA_READ', action: 'R' });
    expect(page[0]!.body.details).toEqual({ operation: 'Pick' });
    expect(page[0]!.body.entities.map(({ type }) => type)).toContain('Study');
    expect(page[0]!.patientIds).toHaveLength(1);
    expect(
      await during(() => server.post('{ viewer { name } activeModel { name } }', {}, clinician.token)),
    ).toEqual([]);
  });

  it('records what was refused, under the code of the refusal', async () => {
    const again = await during(() =>
      server.post(
        'mutation { createPatient(input: { mrn: "MRN-SECRET-7" }) { __typename } }',
        {},
        clinician.token,
      ),
    );
    expect(again).toMatchObject([{ type: 'PATIENT_CREATED', outcome: 'PATIENT_MRN_TAKEN' }]);
    const viewer = await server.member('VIEWER', clinician.caller.organizationId);
    const refused = await during(() =>
      server.post('mutation { createPatient(input: { mrn: "X" }) { __typename } }', {}, viewer.token),
    );
    expect(refused).toMatchObject([{ outcome: 'FORBIDDEN', userId: viewer.caller.userId }]);
  });

  it('records signing in where the account is, and of a name that nobody has in no organization', async () => {
    const signIn = (email: string, password: string) =>
      server.post('mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }', {
        input: { email, password },
      });
    expect(await during(() => signIn(clinician.email, testPassword))).toMatchObject([
      { type: 'SIGN_IN', outcome: 'SUCCESS', userId: clinician.caller.userId },
    ]);
    expect(await during(() => signIn(clinician.email, 'wrong'))).toMatchObject([
      { type: 'SIGN_IN', outcome: 'INVALID_CREDENTIALS', userId: null },
    ]);
    expect(await during(() => signIn('nobody@example.org', 'wrong'))).toEqual([]);
    const stray = await chain(noOrganization);
    expect(stray.at(-1)).toMatchObject({ type: 'SIGN_IN', outcome: 'INVALID_CREDENTIALS' });
    expect(JSON.stringify(stray.map(({ body }) => body))).not.toMatch(/nobody|wrong/);
  });

  it('records files: each original, and pictures of a patient once in a while', async () => {
    const { data } = await server.post(
      'query ($id: ID!) { medicalImage(id: $id) { pngUrl originalUrl } }',
      { id: imageId },
      clinician.token,
    );
    const get = async (url: string) => expect((await fetch(new URL(url, server.url))).status).toBe(200);
    const { pngUrl, originalUrl } = data.medicalImage;
    const events = await during(async () => {
      for (const url of [pngUrl, pngUrl, originalUrl, originalUrl]) await get(url);
    });
    expect(events.map(({ type }) => type)).toEqual(['PICTURES_VIEWED', 'FILE_DOWNLOADED', 'FILE_DOWNLOADED']);
    expect(events.every(({ patientIds }) => patientIds.length === 1)).toBe(true);
  });

  it('records what REST shows', async () => {
    const events = await during(async () => {
      const response = await fetch(`${server.url}/api/medical-images/${imageId}/`, {
        headers: { authorization: `Bearer ${clinician.token}`, 'user-agent': '=cmd()' },
      });
      expect(response.status).toBe(200);
    });
    expect(events).toMatchObject([{ type: 'PATIENT_DATA_READ', body: { userAgent: '=cmd()' } }]);
  });

  it('answers administrators of the organization, and nobody else', async () => {
    const query = `query ($filter: AuditFilter) { auditEvents(first: 100, filter: $filter) { totalCount edges { node {
      sequence type outcome user { email } tokenKind address patientIds entities { type id } hash } } } }`;
    const all = (await server.post(query, {}, admin.token)).data.auditEvents;
    const events = await chain();
    expect(all.totalCount).toBe(events.length);
    expect(all.edges[0].node.sequence).toBe(String(events.length));
    const ofPatient = (
      await server.post(query, { filter: { patientId, type: 'FILE_DOWNLOADED' } }, admin.token)
    ).data;
    expect(ofPatient.auditEvents.totalCount).toBe(2);
    expect(ofPatient.auditEvents.edges[0].node).toMatchObject({
      user: { email: clinician.email },
      patientIds: [patientId],
    });
    expect((await server.post(query, {}, clinician.token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const stranger = await server.member('ADMIN');
    expect(
      (await server.post(query, { filter: { patientId } }, stranger.token)).data.auditEvents.totalCount,
    ).toBe(0);
  });

  it('is exported as CSV that no spreadsheet runs, and as FHIR', async () => {
    const get = (name: string, token: string) =>
      fetch(`${server.url}/audit/${name}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await get('export.csv', clinician.token)).status).toBe(403);
    const csv = await get('export.csv', admin.token);
    expect(csv.headers.get('content-type')).toMatch(/text\/csv/);
    const text = await csv.text();
    expect(text.split('\r\n')).toHaveLength((await chain()).length + 2);
    expect(text).toContain(",'=cmd(),");
    expect(text).not.toMatch(/(^|,)=/m);
    const fhir = await get('export.fhir.ndjson', admin.token);
    expect(fhir.headers.get('content-type')).toMatch(/application\/fhir\+ndjson/);
    const resources = (await fhir.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(resources).toHaveLength((await chain()).length);
    for (const resource of resources) {
      // What R4 requires: type, recorded, agent with requestor, source with observer; and its value sets.
      expect(resource).toMatchObject({
        resourceType: 'AuditEvent',
        type: {
          system: 'http://dicom.nema.org/resources/ontology/DCM',
          code: expect.stringMatching(/^1101\d\d$/),
        },
        action: expect.stringMatching(/^[CRUDE]$/),
        recorded: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        outcome: expect.stringMatching(/^(0|4|8|12)$/),
        agent: [{ requestor: true }],
        source: { observer: expect.any(Object) },
      });
    }
    expect((await chain()).at(-1)).toMatchObject({ type: 'AUDIT_EXPORTED' });
  });

  it('is not changed, not even by our own code', async () => {
    const { prisma } = server.services;
    await expect(prisma.auditEvent.updateMany({ data: { outcome: 'X' } })).rejects.toThrow(/append-only/);
    await expect(prisma.auditEvent.deleteMany({})).rejects.toThrow(/append-only/);
    await expect(prisma.$executeRawUnsafe('TRUNCATE "AuditEvent"')).rejects.toThrow(/append-only/);
  });

  it('refuses an answer that it could not record', async () => {
    const { prisma } = server.services;
    await prisma.$executeRawUnsafe('ALTER FUNCTION append_audit_events RENAME TO away');
    try {
      const { status, data, errors } = await server.post(
        '{ patients { edges { node { mrn } } } }',
        {},
        clinician.token,
      );
      expect(status).toBe(503);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions.code).toBe('AUDIT_UNAVAILABLE');
    } finally {
      await prisma.$executeRawUnsafe('ALTER FUNCTION away RENAME TO append_audit_events');
    }
  });

  it('stands one event behind the other when many are recorded at once', async () => {
    const { prisma } = server.services;
    const { caller } = await server.member('CLINICIAN');
    const actor = { caller, origin: { address: null, userAgent: null } };
    await Promise.all(
      Array.from({ length: 60 }, () =>
        recordAudit(prisma, actor, [
          { type: 'A', action: 'R' },
          { type: 'B', action: 'R' },
        ]),
      ),
    );
    const events = await chain(caller.organizationId);
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: 120 }, (_, i) => i + 1),
    );
    expect((await verifyDatabase(prisma)).every(({ fault }) => fault === null)).toBe(true);
  });

  it.each([
    [
      'a changed body',
      `UPDATE "AuditEvent" SET body = replace(body, '"R"', '"U"') WHERE TRUE`,
      'HASH_DIFFERS',
      3n,
    ],
    ['a changed column', `UPDATE "AuditEvent" SET outcome = 'X' WHERE TRUE`, 'COLUMNS_DIFFER', 3n],
    ['an event taken out', 'DELETE FROM "AuditEvent" WHERE TRUE', 'MISSING', 3n],
    ['the end cut off', 'DELETE FROM "AuditEvent" WHERE sequence >= 3', 'TAIL_MISSING', 3n],
    [
      'events that changed places',
      `UPDATE "AuditEvent" SET sequence = 7 - sequence WHERE sequence IN (3, 4)`,
      'PREVIOUS_HASH_DIFFERS',
      3n,
    ],
    ['a forged hash', `UPDATE "AuditEvent" SET hash = repeat('a', 64) WHERE TRUE`, 'HASH_DIFFERS', 3n],
  ])('finds %s', async (_what, change, fault, sequence) => {
    const { prisma } = server.services;
    const { caller } = await server.member('CLINICIAN');
    const actor = { caller, origin: { address: null, userAgent: null } };
    for (let i = 0; i < 5; i++) await recordAudit(prisma, actor, [{ type: 'A', action: 'R' }]);
    const { organizationId } = caller;
    const [sound] = (await verifyDatabase(prisma)).filter((one) => one.organizationId === organizationId);
    expect(sound).toMatchObject({ fault: null, end: { sequence: 5n } });
    const where = / WHERE sequence/.test(change) ? '' : ' AND sequence = 3';
    await prisma.$transaction([
      prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" DISABLE TRIGGER audit_is_append_only'),
      prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" DROP CONSTRAINT IF EXISTS nothing'),
      prisma.$executeRawUnsafe('DROP INDEX "AuditEvent_organizationId_sequence_key"'),
      prisma.$executeRawUnsafe(`${change}${where} AND "organizationId" = '${organizationId}'`),
      prisma.$executeRawUnsafe(
        'CREATE UNIQUE INDEX "AuditEvent_organizationId_sequence_key" ON "AuditEvent"("organizationId", "sequence")',
      ),
      prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" ENABLE TRIGGER audit_is_append_only'),
    ]);
    const [broken] = (await verifyDatabase(prisma)).filter((one) => one.organizationId === organizationId);
    expect(broken!.fault).toEqual({ organizationId, sequence, fault });
  });

  it('finds a chain that was written anew from its beginning, by a checkpoint that was kept elsewhere', async () => {
    const { prisma, secret } = server.services;
    const { caller } = await server.member('CLINICIAN');
    const { organizationId } = caller;
    const actor = { caller, origin: { address: null, userAgent: null } };
    const write = async () => {
      for (let i = 0; i < 3; i++) await recordAudit(prisma, actor, [{ type: 'A', action: 'R' }]);
    };
    await write();
    const { end } = (await verifyDatabase(prisma)).find((one) => one.organizationId === organizationId)!;
    const kept = JSON.stringify(signCheckpoint(secret, organizationId, end));
    await prisma.$transaction([
      prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" DISABLE TRIGGER audit_is_append_only'),
      prisma.$executeRawUnsafe(`DELETE FROM "AuditEvent" WHERE "organizationId" = '${organizationId}'`),
      prisma.$executeRawUnsafe(`DELETE FROM "AuditHead" WHERE "organizationId" = '${organizationId}'`),
      prisma.$executeRawUnsafe('ALTER TABLE "AuditEvent" ENABLE TRIGGER audit_is_append_only'),
    ]);
    const faultWith = async (checkpoints: NonNullable<ReturnType<typeof readCheckpoint>>[]) =>
      (await verifyDatabase(prisma, checkpoints)).find((one) => one.organizationId === organizationId)?.fault;
    const checkpoint = readCheckpoint(secret, kept)!;
    expect(await faultWith([checkpoint])).toMatchObject({ fault: 'TAIL_MISSING', sequence: 1n });
    await write();
    expect(await faultWith([])).toBeNull();
    expect(await faultWith([checkpoint])).toMatchObject({ fault: 'HASH_DIFFERS', sequence: 3n });
    expect(readCheckpoint(secret, kept.replace('"sequence":"3"', '"sequence":"2"'))).toBeNull();
    expect(readCheckpoint(`${secret}!`, kept)).toBeNull();
  });
});
