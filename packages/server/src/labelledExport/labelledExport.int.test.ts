import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeInstance, readDataset } from '@eventeye/dicom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { unpack } from './testing/unpack.js';

type Member = Awaited<ReturnType<TestServer['member']>>;
const runSource = fileURLToPath(new URL('../../../../scripts/runSource.mjs', import.meta.url));
const trainer = fileURLToPath(new URL('../../../training/src/cli/main.ts', import.meta.url));

describe.each(databaseKinds)('the export of labelled images on the %s database', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-labelled-'));
  let server: TestServer;
  let admin: Member;
  let readers: Member[];
  let analyses: string[];
  let images: { id: string; patient: { id: string } }[];

  beforeAll(async () => {
    server = await startTestServer(kind);
    admin = await server.member('ADMIN');
    const { organizationId } = admin.caller;
    readers = [
      await server.member('CLINICIAN', organizationId),
      await server.member('CLINICIAN', organizationId),
    ];
    const sent = await postUpload(`${server.url}/graphql`, admin.token, phantomFiles.slice(0, 5));
    images = sent.data.uploadMedicalImages.medicalImages;
    analyses = await Promise.all(images.map(({ id }) => analysed(id)));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const analysed = async (imageId: string) => {
    const asked = await server.post(
      'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { ... on AnalyzeMedicalImagePayload { analysis { id } } } }',
      { id: imageId },
      admin.token,
    );
    const { id } = asked.data.analyzeMedicalImage.analysis;
    await vi.waitFor(
      async () => {
        const { data } = await server.post(
          'query ($id: ID!) { analysis(id: $id) { status } }',
          { id },
          admin.token,
        );
        expect(data.analysis.status).toBe('SUCCEEDED');
      },
      { timeout: 60_000, interval: 100 },
    );
    return id as string;
  };
  const read = async (analysis: number, label: string, reader: number) => {
    const answer = await server.post(
      'mutation ($input: RecordReadingInput!) { recordReading(input: $input) { __typename ... on Error { message } } }',
      { input: { analysisId: analyses[analysis], label, isBlinded: true } },
      readers[reader]!.token,
    );
    expect(answer.data.recordReading.__typename).toBe('RecordReadingPayload');
  };
  const fetchExport = (token: string) =>
    fetch(`${server.url}/readings/labelled-images.zip`, { headers: { authorization: `Bearer ${token}` } });

  it('is refused where nobody read, and to all but administrators', async () => {
    expect((await fetchExport(admin.token)).status).toBe(404);
    expect((await fetchExport(readers[0]!.token)).status).toBe(403);
    const without = await fetch(`${server.url}/readings/labelled-images.zip`);
    expect(without.status).toBe(401);
  });

  it('holds what readers agree on, de-identified, and the trainer imports it', async () => {
    await read(0, 'MALIGNANT', 0);
    await read(0, 'BENIGN', 1);
    await read(1, 'BENIGN', 0);
    await read(1, 'MALIGNANT', 0);
    await read(1, 'MALIGNANT', 1);
    await read(2, 'BENIGN', 0);
    await read(2, 'UNSURE', 1);
    await read(3, 'UNSURE', 0);

    const answer = await fetchExport(admin.token);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const entries = await unpack(Buffer.from(await answer.arrayBuffer()));
    expect(JSON.parse(entries.get('left-out.json')!.toString())).toEqual({
      images: 2,
      contradictory: 1,
      undecided: 1,
      unreadable: 0,
    });
    const [header, ...rows] = entries.get('manifest.csv')!.toString().trim().split('\n');
    expect(header).toBe('path,patient,label,label_source,readers,blinded');
    expect(rows.map((row) => row.split(',').slice(2).join(','))).toEqual([
      'MALIGNANT,READERS,2,true',
      'BENIGN,READERS,1,true',
    ]);
    const patients = await server.services.prisma.patient.findMany();
    for (const [name, bytes] of entries) {
      for (const { mrn, name: patientName } of patients) {
        expect(bytes.includes(mrn), name).toBe(false);
        expect(patientName && bytes.includes(patientName), name).toBeFalsy();
      }
      if (!name.startsWith('images/')) continue;
      const instance = describeInstance(readDataset(new Uint8Array(bytes)));
      expect(
        phantomFiles.map(({ bytes: sent }) => describeInstance(readDataset(sent)).sopInstanceUid),
      ).not.toContain(instance.sopInstanceUid);
    }

    for (const [name, bytes] of entries) {
      mkdirSync(dirname(join(folder, kind, name)), { recursive: true });
      writeFileSync(join(folder, kind, name), bytes);
    }
    const config = join(folder, kind, 'config.yaml');
    writeFileSync(
      config,
      [
        'name: labelled-export',
        'version: 0.0.1',
        'description: Read back.',
        'licence: proprietary',
        `work: ${join(folder, kind, 'work')}`,
        `source: { manifest: ${join(folder, kind, 'manifest.csv')}, description: Readings. }`,
        'train: [{ name: whole, weights: none }]',
        'card: { intendedUse: Test., limits: [Test.] }',
      ].join('\n'),
    );
    const imported = spawnSync(process.execPath, [runSource, trainer, 'import', config], {
      encoding: 'utf8',
    });
    expect(imported.stderr + imported.stdout).toContain('2 series of 1 patients');
    const cohort = JSON.parse(readFileSync(join(folder, kind, 'work', 'cohort.json'), 'utf8'));
    expect(cohort.series.map(({ label }: { label: string }) => label)).toEqual(['MALIGNANT', 'BENIGN']);
  });

  it('is recorded with the patients whose images went', async () => {
    const event = await server.services.prisma.auditEvent.findFirstOrThrow({
      where: { type: 'LABELLED_IMAGES_EXPORTED' },
    });
    const [patient] = await server.services.prisma.patient.findMany();
    expect(event.patientIds).toEqual([patient!.id]);
    expect(event.userId).toBe(admin.caller.userId);
  });

  it('takes what turned out to be true before what readers say', async () => {
    const record = async (image: number, label: string, source: string) => {
      const { id: medicalImageId, patient } = images[image]!;
      const { data } = await server.post(
        'mutation ($input: RecordReferenceStandardInput!) { recordReferenceStandard(input: $input) { __typename } }',
        { input: { patientId: patient.id, medicalImageId, label, source, establishedOn: '2026-01-31' } },
        readers[0]!.token,
      );
      expect(data.recordReferenceStandard.__typename).toBe('RecordReferenceStandardPayload');
    };
    // Readers contradict each other of the first, one says benign of the third, nobody read the fifth.
    await record(0, 'MALIGNANT', 'PATHOLOGY');
    await record(2, 'MALIGNANT', 'READER_CONSENSUS');
    await record(4, 'BENIGN', 'FOLLOW_UP');
    const entries = await unpack(Buffer.from(await (await fetchExport(admin.token)).arrayBuffer()));
    const [, ...rows] = entries.get('manifest.csv')!.toString().trim().split('\n');
    expect(rows.map((row) => row.split(',').slice(2, 5).join(',')).sort()).toEqual([
      'BENIGN,FOLLOW_UP,0',
      'MALIGNANT,PATHOLOGY,2',
      'MALIGNANT,READERS,2',
      'MALIGNANT,READER_CONSENSUS,1',
    ]);
    expect(JSON.parse(entries.get('left-out.json')!.toString())).toMatchObject({
      contradictory: 0,
      undecided: 1,
    });
  });

  it('leaves out an image whose file is gone, and counts it', async () => {
    const { prisma, storage } = server.services;
    const gone = await prisma.medicalImage.findFirstOrThrow({
      where: { readings: { some: { label: 'MALIGNANT', readerId: readers[1]!.caller.userId } } },
    });
    await storage.delete(gone.storagePath);
    const entries = await unpack(Buffer.from(await (await fetchExport(admin.token)).arrayBuffer()));
    expect(JSON.parse(entries.get('left-out.json')!.toString())).toMatchObject({ images: 3, unreadable: 1 });
    expect(entries.get('manifest.csv')!.toString().trim().split('\n')).toHaveLength(4);
  });

  it('tells another organization nothing', async () => {
    const stranger = await server.member('ADMIN');
    expect((await fetchExport(stranger.token)).status).toBe(404);
  });
});
