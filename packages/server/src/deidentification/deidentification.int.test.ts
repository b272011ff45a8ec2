import { writeInstance } from '@eventeye/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

const secrets = [
  'Hong',
  'Gildong',
  '홍길동',
  'PID-48151623',
  '19570423',
  '1957-04-23',
  'ACC-1085',
  '1.2.826.77',
];

/** One slice of one patient, identified; a screen capture when `captured`. */
function slice(instanceNumber: number, captured = false): { filename: string; bytes: Uint8Array } {
  const size = 32;
  return {
    filename: `Hong_Gildong_${instanceNumber}.dcm`,
    bytes: writeInstance({
      elements: {
        SpecificCharacterSet: 'ISO_IR 192',
        SOPClassUID: captured ? '1.2.840.10008.5.1.4.1.1.7' : '1.2.840.10008.5.1.4.1.1.4',
        SOPInstanceUID: `1.2.826.77.3.${instanceNumber}${captured ? '.9' : ''}`,
        StudyInstanceUID: '1.2.826.77.1',
        SeriesInstanceUID: '1.2.826.77.2',
        StudyDate: '20240101',
        PatientName: 'Hong^Gildong=홍길동',
        PatientID: 'PID-48151623',
        PatientBirthDate: '19570423',
        AccessionNumber: 'ACC-1085',
        StudyDescription: 'MRI breast of Gildong',
        SeriesDescription: 'ax dyn 홍길동',
        Modality: 'MR',
        InstanceNumber: instanceNumber,
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        Rows: size,
        Columns: size,
        BitsAllocated: 16,
        BitsStored: 12,
        HighBit: 11,
        PixelRepresentation: 0,
      },
      pixelData: Uint16Array.from({ length: size * size }, (_, i) => (i * 7 + instanceNumber) % 4096),
    }),
  };
}
const png = {
  filename: 'Hong.png',
  bytes: new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};

describe.each(databaseKinds)('de-identification of uploads on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_DEIDENTIFICATION: 'on' });
  }, 60_000);
  afterAll(() => server.close());

  const upload = async (token: string, ...files: { filename: string; bytes: Uint8Array }[]) =>
    (await postUpload(`${server.url}/graphql`, token, files)).data.uploadMedicalImages;
  const setPolicy = (token: string, policy: string) =>
    server.post(
      `mutation ($policy: DeidentificationPolicy!) { setDeidentificationPolicy(input: { policy: $policy }) {
        __typename ... on SetDeidentificationPolicyPayload { organization { deidentificationPolicy } } } }`,
      { policy },
      token,
    );
  /** All that is stored of an organization: its rows and its files. */
  const storedText = async (organizationId: string) => {
    const { prisma, storage } = server.services;
    const where = { organizationId };
    const images = await prisma.medicalImage.findMany({ where });
    const rows = [
      ...images,
      ...(await prisma.patient.findMany({ where })),
      ...(await prisma.study.findMany({ where })),
      ...(await prisma.series.findMany({ where })),
    ];
    const files = await Promise.all(images.map(({ storagePath }) => storage.read(storagePath)));
    const texts = files.flatMap((bytes) => [
      Buffer.from(bytes).toString('utf8'),
      Buffer.from(bytes).toString('latin1'),
    ]);
    return [JSON.stringify(rows), ...texts].join('\n');
  };

  it('stores nothing of what names the patient, and a receipt of what went', async () => {
    const { token, caller } = await server.member('ADMIN');
    const stored = await upload(token, slice(1), slice(2));
    expect(stored.rejected).toEqual([]);
    const text = await storedText(caller.organizationId);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(stored.medicalImages[0].patient.mrn).toMatch(/^EE-/);
    expect(stored.medicalImages[1].patient.id).toBe(stored.medicalImages[0].patient.id);
    expect(stored.medicalImages[1].series.id).toBe(stored.medicalImages[0].series.id);
    const { data } = await server.post(
      `query ($id: ID!) { node(id: $id) { ... on MedicalImage { deidentification {
        methodCodes burnedInAnnotation attributes { tag name action count } } } } }`,
      { id: stored.medicalImages[0].id },
      token,
    );
    const { deidentification } = data.node;
    expect(deidentification.methodCodes).toContain('113100');
    expect(deidentification.attributes).toContainEqual({
      tag: '(0010,0030)',
      name: "Patient's Birth Date",
      action: 'Z',
      count: 1,
    });
  });

  it('knows a file again that is sent twice', async () => {
    const { token } = await server.member('CLINICIAN');
    const first = await upload(token, slice(1));
    const second = await upload(token, slice(1));
    expect(second.medicalImages[0].id).toBe(first.medicalImages[0].id);
  });

  it('gives two organizations pseudonyms that do not match', async () => {
    const mrns = await Promise.all(
      [await server.member('CLINICIAN'), await server.member('CLINICIAN')].map(
        async ({ token }) => (await upload(token, slice(1))).medicalImages[0].patient.mrn,
      ),
    );
    expect(new Set(mrns).size).toBe(2);
  });

  it('refuses pictures and burned-in annotation where it is required, by the name they were sent with', async () => {
    const { token, caller } = await server.member('ADMIN');
    const answer = await setPolicy(token, 'REQUIRED');
    expect(answer.data.setDeidentificationPolicy.organization.deidentificationPolicy).toBe('REQUIRED');
    const { medicalImages, rejected } = await upload(token, slice(1), png, slice(3, true));
    expect(medicalImages).toHaveLength(1);
    expect(
      rejected.map(({ code, filename }: { code: string; filename: string }) => [code, filename]),
    ).toEqual([
      ['DEIDENTIFICATION_REFUSED', 'Hong.png'],
      ['DEIDENTIFICATION_REFUSED', 'Hong_Gildong_3.dcm'],
    ]);
    expect(
      secrets.filter((secret) =>
        JSON.stringify(rejected.map(({ message }: never) => message)).includes(secret),
      ),
    ).toEqual([]);
    expect(
      await server.services.prisma.medicalImage.count({ where: { organizationId: caller.organizationId } }),
    ).toBe(1);
  });

  it('stores files as they come when the organization has it off', async () => {
    const { token, caller } = await server.member('ADMIN');
    await setPolicy(token, 'OFF');
    const { medicalImages } = await upload(token, slice(1));
    expect(medicalImages[0].patient.mrn).toBe('PID-48151623');
    expect(medicalImages[0].filename).toBe('Hong_Gildong_1.dcm');
    const text = await storedText(caller.organizationId);
    // What the first test does not find stands here: its search can find.
    expect(secrets.filter((secret) => !text.includes(secret))).toEqual([]);
  });

  it('lets nobody but an administrator set the policy', async () => {
    const { token } = await server.member('CLINICIAN');
    const { data } = await setPolicy(token, 'OFF');
    expect(data.setDeidentificationPolicy.__typename).toBe('ForbiddenError');
  });
});
