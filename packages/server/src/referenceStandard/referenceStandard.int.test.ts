import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { storeOutcome } from '../silentMode/testing/storeOutcome.js';

const record = `mutation ($input: RecordReferenceStandardInput!) { recordReferenceStandard(input: $input) { __typename
  ... on RecordReferenceStandardPayload { referenceStandard { id label source establishedOn note medicalImage { id } recordedBy { name } } }
  ... on Error { code message } ... on ValidationError { path } } }`;
const list = `query ($id: ID!) { patient(id: $id) { referenceStandards { edges { node { label medicalImage { id } } } } } }`;

describe.each(databaseKinds)('a reference standard on the %s database', (kind) => {
  let server: TestServer;
  let clinician: Awaited<ReturnType<TestServer['member']>>;
  beforeAll(async () => {
    server = await startTestServer(kind);
    clinician = await server.member('CLINICIAN');
  });
  afterAll(() => server.close());

  const subject = async () => {
    const { organizationId } = clinician.caller;
    const ids = await storeOutcome(server.services.prisma, { organizationId, outcome: 'MALIGNANT' });
    return {
      patientId: encodeGlobalId('Patient', ids.patientId),
      medicalImageId: encodeGlobalId('MedicalImage', ids.medicalImageId),
    };
  };
  const say = async (input: object, token = clinician.token) => {
    const whole = { source: 'PATHOLOGY', establishedOn: '2026-03-01', ...input };
    return (await server.post(record, { input: whole }, token)).data.recordReferenceStandard;
  };

  it('is kept as it was said, the newest first', async () => {
    const { patientId } = await subject();
    expect(await say({ patientId, label: 'BENIGN', note: ' fibroadenoma ' })).toMatchObject({
      referenceStandard: {
        label: 'BENIGN',
        source: 'PATHOLOGY',
        establishedOn: '2026-03-01',
        note: 'fibroadenoma',
        medicalImage: null,
        recordedBy: { name: 'CLINICIAN' },
      },
    });
    await say({ patientId, label: 'MALIGNANT', source: 'FOLLOW_UP' });
    const { data } = await server.post(list, { id: patientId }, clinician.token);
    const labels = data.patient.referenceStandards.edges.map(
      ({ node }: { node: { label: string } }) => node.label,
    );
    expect(labels).toEqual(['MALIGNANT', 'BENIGN']);
  });

  it('is refused where it contradicts what is known of the patient’s images, and the other way round', async () => {
    const { patientId, medicalImageId } = await subject();
    await say({ patientId, medicalImageId, label: 'MALIGNANT' });
    const refused = { __typename: 'ValidationError', code: 'VALIDATION_FAILED', path: ['input', 'label'] };
    expect(await say({ patientId, label: 'BENIGN' })).toMatchObject(refused);
    await say({ patientId, medicalImageId, label: 'BENIGN' });
    expect(await say({ patientId, label: 'BENIGN' })).toHaveProperty('referenceStandard');
    expect(await say({ patientId, medicalImageId, label: 'MALIGNANT' })).toMatchObject(refused);
  });

  it('is of a day that was, of an image of that patient, and said by who may', async () => {
    const { patientId, medicalImageId } = await subject();
    const other = await subject();
    expect(await say({ patientId, label: 'BENIGN', establishedOn: '2999-01-01' })).toMatchObject({
      path: ['input', 'establishedOn'],
    });
    expect(await say({ patientId, label: 'BENIGN', note: 'x'.repeat(2_001) })).toMatchObject({
      path: ['input', 'note'],
    });
    expect(await say({ patientId: other.patientId, medicalImageId, label: 'BENIGN' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const stranger = await server.member('CLINICIAN');
    expect(await say({ patientId, label: 'BENIGN' }, stranger.token)).toMatchObject({ code: 'NOT_FOUND' });
    const viewer = await server.member('VIEWER', clinician.caller.organizationId);
    expect(await say({ patientId, label: 'BENIGN' }, viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is never changed, whoever asks the database', async () => {
    const { prisma } = server.services;
    const { patientId } = await subject();
    await say({ patientId, label: 'BENIGN' });
    await expect(prisma.referenceStandard.updateMany({ data: { label: 'MALIGNANT' } })).rejects.toThrow();
    await expect(prisma.referenceStandard.deleteMany()).rejects.toThrow();
  });

  it('is found in the audit under the patient', async () => {
    const { patientId } = await subject();
    await say({ patientId, label: 'BENIGN' });
    const event = await server.services.prisma.auditEvent.findFirstOrThrow({
      where: { type: 'REFERENCE_STANDARD_RECORDED', organizationId: clinician.caller.organizationId },
      orderBy: { sequence: 'desc' },
    });
    expect(event).toMatchObject({ action: 'C', outcome: 'SUCCESS' });
    expect(encodeGlobalId('Patient', event.patientIds[0]!)).toBe(patientId);
  });
});
