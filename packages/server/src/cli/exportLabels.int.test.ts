import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../audit/verifyDatabase.js';
import { parseConfig } from '../config.js';
import type { PrismaClient } from '../database/client.js';
import { openDatabase } from '../database/openDatabase.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { createTestDatabase, databaseKinds } from '../http/testing/testDatabase.js';
import { unpack } from '../labelledExport/testing/unpack.js';
import { localStorage } from '../storage/localStorage.js';
import { silentLog } from '../testing/openTestDatabase.js';

const bin = fileURLToPath(new URL('../../bin/eventeye.js', import.meta.url));
const mrn = 'CLI-EXPORT-4711';

describe.each(databaseKinds)('eventeye export-labels on the %s database', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-export-labels-'));
  const files = join(folder, 'files');
  const archive = join(folder, 'labels.zip');
  let server: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  let patientId: string;

  beforeAll(async () => {
    server = kind === 'postgresql' ? await createTestDatabase() : undefined;
    patientId = await withDatabase(seed);
  });
  afterAll(async () => {
    await server?.drop();
    rmSync(folder, { recursive: true });
  });

  const settings = () => ({ DATABASE_URL: server?.url ?? '', EVENTEYE_DATA_DIR: folder });
  /** The embedded database belongs to one process: here or in the command, never both. */
  const withDatabase = async <T>(use: (prisma: PrismaClient) => Promise<T>): Promise<T> => {
    const database = await openDatabase(parseConfig(settings()), silentLog);
    try {
      return await use(database.prisma);
    } finally {
      await database.close();
    }
  };
  const exportLabels = async (organization: string, out: string) => {
    const child = spawn(
      process.execPath,
      [bin, 'export-labels', '--organization', organization, '--out', out],
      {
        env: { ...process.env, ...settings() },
      },
    );
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { code, stdout, stderr };
  };

  /** Three images of a patient: one that a reader labels, one that two contradict each other on, one whose file is gone. */
  async function seed(prisma: PrismaClient): Promise<string> {
    const { id: organizationId } = await prisma.organization.create({ data: { name: 'Hospital' } });
    await prisma.organization.createMany({
      data: [{ name: 'Without readings' }, { name: 'Twins' }, { name: 'Twins' }],
    });
    const readers = await prisma.user.createManyAndReturn({
      data: ['kim', 'lee'].map((name) => ({
        organizationId,
        email: `${name}@hospital.example`,
        name,
        role: 'CLINICIAN' as const,
        passwordHash: 'none',
      })),
    });
    const patient = await prisma.patient.create({ data: { organizationId, mrn } });
    const labels = [['MALIGNANT'], ['MALIGNANT', 'BENIGN'], ['BENIGN']] as const;
    for (const [index, said] of labels.entries()) {
      const { bytes, filename } = phantomFiles[index]!;
      const storagePath = `medical_images/2026/11/23/${filename}`;
      if (index < 2) await localStorage(files).write(storagePath, bytes);
      const image = await prisma.medicalImage.create({
        data: {
          organizationId,
          patientId: patient.id,
          filename,
          kind: 'dicom',
          width: 128,
          height: 128,
          frameCount: 1,
          byteLength: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          storagePath,
        },
      });
      const of = { organizationId, patientId: patient.id, medicalImageId: image.id };
      const analysis = await prisma.analysis.create({ data: { ...of, status: 'SUCCEEDED' } });
      for (const [reader, label] of said.entries()) {
        await prisma.reading.create({
          data: { ...of, analysisId: analysis.id, readerId: readers[reader]!.id, label, isBlinded: true },
        });
      }
    }
    return patient.id;
  }

  it('writes what readers agree on without identifiers, counts the rest, and exits with 1 for a file that is gone', async () => {
    const { code, stdout, stderr } = await exportLabels('Hospital', archive);
    expect(stderr).toMatch(/^1 images could not be read/);
    expect(stdout).toContain('1 images; left out 1 that readers contradict each other on, 0 undecided');
    expect(code).toBe(1);
    const entries = await unpack(readFileSync(archive));
    const [header, row, ...more] = entries.get('manifest.csv')!.toString().trim().split('\n');
    expect(header).toMatch(/^path,patient,label,/);
    expect(row).toMatch(/^images\/[0-9a-f-]{36}\.dcm,[0-9a-f]{16},MALIGNANT,READERS,1,true$/);
    expect(more).toEqual([]);
    expect([...entries.keys()]).toEqual([row!.split(',')[0], 'manifest.csv', 'left-out.json']);
    for (const [name, bytes] of entries) expect(bytes.includes(mrn), name).toBe(false);
    expect(statSync(archive).mode & 0o077).toBe(0);
  });

  it('is recorded with the patients whose images went, in a chain that stays sound', async () => {
    await withDatabase(async (prisma) => {
      const events = await prisma.auditEvent.findMany({ where: { type: 'LABELLED_IMAGES_EXPORTED' } });
      expect(events.map((event) => event.patientIds)).toEqual([[patientId]]);
      const { id } = await prisma.organization.findFirstOrThrow({ where: { name: 'Hospital' } });
      expect(events[0]!.organizationId).toBe(id);
      expect(JSON.parse(events[0]!.body).userAgent).toMatch(/^eventeye export-labels by ./);
      expect((await verifyDatabase(prisma)).map(({ fault }) => fault)).toEqual([null]);
    });
  });

  it('writes over no file, guesses no organization, and leaves no file where there is nothing to export', async () => {
    const before = readFileSync(archive);
    const taken = await exportLabels('Hospital', archive);
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('CONFLICT') });
    expect(readFileSync(archive).equals(before)).toBe(true);
    const other = join(folder, 'other.zip');
    const unknown = await exportLabels('hospital', other);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('NOT_FOUND') });
    const twins = await exportLabels('Twins', other);
    expect(twins).toMatchObject({ code: 1, stderr: expect.stringMatching(/CONFLICT.*[0-9a-f-]{36}, /) });
    const empty = await exportLabels('Without readings', other);
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('no image has readings') });
    const nowhere = await exportLabels('Hospital', join(folder, 'nowhere', 'labels.zip'));
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('STORAGE_FAILED') });
    expect(existsSync(other)).toBe(false);
    await withDatabase(async (prisma) => {
      expect(await prisma.auditEvent.count()).toBe(1);
    });
  }, 120_000);
});
