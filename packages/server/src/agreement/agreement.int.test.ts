import { randomUUID } from 'node:crypto';
import type { AnalysisOutcome } from '@eventeye/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';

type Member = Awaited<ReturnType<TestServer['member']>>;

const query = `query ($modelVersionId: ID, $from: DateTime, $until: DateTime, $blindedOnly: Boolean) {
  agreement(modelVersionId: $modelVersionId, from: $from, until: $until, blindedOnly: $blindedOnly) {
    model { version }
    figures { readings patients compared comparedPatients abstentions unsure agreement { value low high } kappa { value }
      cells { outcome label count } }
    sites { site figures { readings compared agreement { value } } }
  }
}`;
const record = `mutation ($input: RecordReadingInput!) { recordReading(input: $input) { __typename
  ... on RecordReadingPayload { reading { id agrees label isBlinded biRadsCategory isCurrent medicalImage { id } } }
  ... on Error { code message } ... on ValidationError { path } } }`;

describe.each(databaseKinds)('agreement on the %s database', (kind) => {
  let server: TestServer;
  let clinician: Member;
  let second: Member;
  const models: { id: string; version: string }[] = [];

  beforeAll(async () => {
    server = await startTestServer(kind);
    clinician = await server.member('CLINICIAN');
    second = await server.member('CLINICIAN', clinician.caller.organizationId);
    for (const version of ['1.0.0', '2.0.0']) {
      models.push(
        await server.services.prisma.modelVersion.create({
          data: {
            name: 'agreeing',
            version,
            sha256: version.padEnd(64, '0'),
            precision: 'int8',
            labels: ['BENIGN', 'MALIGNANT'],
            isDemonstration: true,
            manifest: {},
          },
        }),
      );
    }
  });
  afterAll(() => server.close());

  /** A stored result of one image of a patient of a site. */
  const analysed = async (
    outcome: AnalysisOutcome,
    site: string | null,
    of: { patientId?: string; model?: number; member?: Member } = {},
  ) => {
    const { prisma } = server.services;
    const { organizationId } = (of.member ?? clinician).caller;
    const patientId =
      of.patientId ?? (await prisma.patient.create({ data: { organizationId, mrn: randomUUID() } })).id;
    const study = await prisma.study.create({
      data: { organizationId, patientId, studyInstanceUid: randomUUID(), institutionName: site },
    });
    const series = await prisma.series.create({
      data: { organizationId, studyId: study.id, seriesInstanceUid: randomUUID(), modality: 'MR' },
    });
    const image = await prisma.medicalImage.create({
      data: {
        organizationId,
        patientId,
        seriesId: series.id,
        filename: 'a.dcm',
        kind: 'dicom',
        width: 8,
        height: 8,
        frameCount: 1,
        byteLength: 8,
        sha256: randomUUID(),
        storagePath: randomUUID(),
      },
    });
    const { id } = await prisma.analysis.create({
      data: {
        organizationId,
        patientId,
        medicalImageId: image.id,
        status: 'SUCCEEDED',
        outcome,
        malignancyProbability: 0.5,
        result: {
          create: {
            modelVersionId: models[of.model ?? 0]!.id,
            outcome,
            predictedLabel: 'BENIGN',
            confidence: 0.5,
            malignancyProbability: 0.5,
            probabilities: [],
            findings: [],
            recommendations: [],
            biRadsCategories: [],
            biRadsRationaleCode: 'BI_RADS_NOT_ASSESSED',
            attention: {},
            attentionValues: new Uint8Array(),
            regions: [],
            imageSha256: '',
            inputTensorSha256: '',
            modelSha256: '',
            preprocessing: '1',
            runtime: 'test',
            queuedMs: 0,
            decodeMs: 0,
            inferenceMs: 0,
            totalMs: 0,
          },
        },
      },
    });
    return { analysisId: encodeGlobalId('Analysis', id), patientId };
  };
  const read = async (analysisId: string, input: object, member = clinician) =>
    (await server.post(record, { input: { analysisId, ...input } }, member.token)).data.recordReading;
  const ask = async (variables: object = {}, token = clinician.token) =>
    (await server.post(query, variables, token)).data.agreement;

  it('is empty before anybody read', async () => {
    expect(await ask()).toEqual([]);
  });

  it('counts the newest reading of each reader and image, by model and site', async () => {
    const one = await analysed('MALIGNANT', 'St. Mary');
    const two = await analysed('BENIGN', 'St. Mary', { patientId: one.patientId });
    const three = await analysed('BENIGN', null);
    const newer = await analysed('MALIGNANT', 'North', { model: 1 });
    const first = await read(one.analysisId, { agrees: false, label: 'BENIGN' });
    expect(first.reading).toMatchObject({ agrees: false, isCurrent: true, isBlinded: false });
    expect((await read(one.analysisId, { agrees: true })).reading.label).toBe('MALIGNANT');
    await read(one.analysisId, { label: 'BENIGN' }, second);
    await read(two.analysisId, { label: 'BENIGN', biRadsCategory: '2' });
    await read(three.analysisId, { label: 'UNSURE' });
    await read(newer.analysisId, { label: 'MALIGNANT' });

    const [v2, v1] = await ask();
    expect(v2).toMatchObject({ model: { version: '2.0.0' }, figures: { readings: 1, compared: 1 } });
    expect(v1.model.version).toBe('1.0.0');
    expect(v1.figures).toMatchObject({
      readings: 4,
      patients: 2,
      compared: 3,
      comparedPatients: 1,
      unsure: 1,
      kappa: null,
    });
    expect(v1.figures.agreement.value).toBeCloseTo(2 / 3, 12);
    // One patient's three slices are worth one observation.
    expect(v1.figures.agreement.high - v1.figures.agreement.low).toBeGreaterThan(0.6);
    expect(v1.figures.cells).toContainEqual({ outcome: 'MALIGNANT', label: 'BENIGN', count: 1 });
    expect(v1.sites).toEqual([
      { site: 'St. Mary', figures: { readings: 3, compared: 3, agreement: { value: 2 / 3 } } },
      { site: null, figures: { readings: 1, compared: 0, agreement: null } },
    ]);

    const modelVersionId = encodeGlobalId('ModelVersion', models[1]!.id);
    expect(await ask({ modelVersionId })).toHaveLength(1);
    expect(await ask({ until: '2001-01-01T00:00:00Z' })).toEqual([]);
    expect(await ask({ from: '2001-01-01T00:00:00Z' })).toHaveLength(2);
  });

  it('keeps a blinded reading apart, which agrees with nothing', async () => {
    expect(await ask({ blindedOnly: true })).toEqual([]);
    const image = await analysed('INCONCLUSIVE', 'North');
    const blinded = await read(image.analysisId, {
      isBlinded: true,
      label: 'MALIGNANT',
      biRadsCategory: '4B',
    });
    expect(blinded.reading).toMatchObject({ agrees: null, isBlinded: true, biRadsCategory: '4B' });
    const [only] = await ask({ blindedOnly: true });
    expect(only.figures).toMatchObject({ readings: 1, compared: 0, abstentions: 1, agreement: null });
    for (const [input, path] of [
      [{ isBlinded: true, agrees: true, label: 'BENIGN' }, 'agrees'],
      [{ isBlinded: true }, 'label'],
      [{ label: 'BENIGN', biRadsCategory: '7' }, 'biRadsCategory'],
    ] as const) {
      expect(await read(image.analysisId, input)).toMatchObject({
        code: 'VALIDATION_FAILED',
        path: ['input', path],
      });
    }
  });

  it('tells another organization, and a token of one patient, nothing', async () => {
    const stranger = await server.member('ADMIN');
    expect(await ask({}, stranger.token)).toEqual([]);
    const own = await analysed('BENIGN', 'Elsewhere', { member: stranger });
    await read(own.analysisId, { label: 'BENIGN' }, stranger);
    const all = JSON.stringify(await ask());
    expect(all).not.toContain('Elsewhere');
    expect(all).toContain('St. Mary');
  });

  it('rests on readings that nobody can change', async () => {
    const { prisma } = server.services;
    await expect(prisma.reading.updateMany({ data: { label: 'BENIGN' } })).rejects.toThrow(/append-only/);
    await expect(prisma.reading.deleteMany()).rejects.toThrow(/append-only/);
  });

  it('shows the readings of an image, and which of them counts', async () => {
    const image = await analysed('BENIGN', null);
    await read(image.analysisId, { label: 'MALIGNANT' });
    const { reading } = await read(image.analysisId, { label: 'BENIGN' });
    const { data } = await server.post(
      'query ($id: ID!) { medicalImage(id: $id) { readings { edges { node { label isCurrent } } } } }',
      { id: reading.medicalImage.id },
      clinician.token,
    );
    expect(data.medicalImage.readings.edges.map(({ node }: { node: object }) => node)).toEqual([
      { label: 'BENIGN', isCurrent: true },
      { label: 'MALIGNANT', isCurrent: false },
    ]);
  });

  it('is told to other systems as reading.recorded, in ids alone', async () => {
    const { prisma } = server.services;
    const { organizationId, userId } = clinician.caller;
    await prisma.webhookEndpoint.create({
      data: {
        organizationId,
        createdById: userId,
        url: 'https://ris.example.org/hook',
        events: ['READING_RECORDED'],
        secret: new Uint8Array(8),
        disabledAt: null,
      },
    });
    const image = await analysed('BENIGN', null);
    await read(image.analysisId, { label: 'MALIGNANT', note: 'in words' });
    const delivery = await prisma.webhookDelivery.findFirstOrThrow({ where: { event: 'READING_RECORDED' } });
    expect(Object.keys(delivery.subjects as object).sort()).toEqual([
      'Analysis',
      'MedicalImage',
      'Patient',
      'Reading',
    ]);
    expect(JSON.stringify(delivery.subjects)).not.toContain('in words');
  });
});
