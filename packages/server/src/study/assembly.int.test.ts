import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeInstance } from '@eventeye/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeZip } from '../archive/testing/makeZip.js';
import { postGraphql } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

interface File {
  filename: string;
  bytes: Uint8Array;
}

const studyQuery = `query ($uid: String!) { study(studyInstanceUid: $uid) {
  patient { mrn name } series { seriesInstanceUid imageCount sliceCount sliceSpacingMm orientation
    pixelSpacingMm { rowMm columnMm } phase { index timeOffsetSeconds }
    geometryFindings { code message sliceIndices positionsMm }
    medicalImages(first: 100) { edges { node { instanceNumber filename
      plane { positionMm rowDirection columnDirection } } } } } } }`;

/** An axial 8 x 8 slice of a phantom study; its content follows its place. */
function slice(series: number, number: number, z: number, more: object = {}): File {
  const study = '2.25.500';
  return {
    filename: `${series}-${number}.dcm`,
    bytes: writeInstance({
      elements: {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
        SOPInstanceUID: `${study}.${series}.${number}`,
        StudyInstanceUID: study,
        SeriesInstanceUID: `${study}.${series}`,
        SeriesNumber: series,
        InstanceNumber: number,
        PatientID: 'PHANTOM-E',
        PatientName: 'First^Name',
        Modality: 'MR',
        ImagePositionPatient: [-50, -50, z],
        ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
        PixelSpacing: [1, 0.5],
        AcquisitionDate: '20260102',
        AcquisitionTime: `10${String(series).padStart(2, '0')}00`,
        Rows: 8,
        Columns: 8,
        BitsAllocated: 16,
        BitsStored: 16,
        HighBit: 15,
        PixelRepresentation: 0,
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        ...more,
      },
      pixelData: Uint16Array.from({ length: 64 }, (_, i) => i * number),
    }),
  };
}
const whole = (series: number, uid: string) =>
  Array.from({ length: 12 }, (_, i) =>
    slice(series, i + 1, 30 - 2 * i, {
      StudyInstanceUID: uid,
      SeriesInstanceUID: `${uid}.${series}`,
      SOPInstanceUID: `${uid}.${series}.${i + 1}`,
    }),
  );
const dicomdir: File = {
  filename: 'DICOMDIR',
  bytes: writeInstance({ elements: { SOPClassUID: '1.2.840.10008.1.3.10', SOPInstanceUID: '2.25.9' } }),
};

/** The same order in each run, and none of the files'. */
function shuffled<Item>(items: readonly Item[], seed = 1): Item[] {
  return items
    .map((item, i) => ({ item, key: ((i + seed) * 2_654_435_761) % 4_294_967_296 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe.each(databaseKinds)('studies on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_MAX_ARCHIVE_MB: '200' });
    ({ token } = await server.member('CLINICIAN'));
  });
  afterAll(() => server.close());

  const upload = async (files: File[], as = token) => {
    const query = `mutation ($input: UploadMedicalImagesInput!) { uploadMedicalImages(input: $input) {
      __typename ... on UploadMedicalImagesPayload {
        medicalImages { id filename } rejected { filename code } skipped { filename reason } } } }`;
    const form = new FormData();
    const variables = { input: { files: files.map(() => null) } };
    form.set('operations', JSON.stringify({ query, variables }));
    form.set(
      'map',
      JSON.stringify(Object.fromEntries(files.map((_file, i) => [i, [`variables.input.files.${i}`]]))),
    );
    files.forEach(({ filename, bytes }, i) => {
      form.set(String(i), new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
    });
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'apollo-require-preflight': 'true' },
      body: form,
    });
    const { data } = (await response.json()) as {
      data: {
        uploadMedicalImages: {
          medicalImages: { id: string; filename: string }[];
          rejected: { filename: string; code: string }[];
          skipped: { filename: string; reason: string }[];
        };
      };
    };
    return data.uploadMedicalImages;
  };
  const study = async (uid: string, as = token) => (await server.post(studyQuery, { uid }, as)).data.study;

  it('are whole from a zip in any order, beside a DICOMDIR and files that are no images', async () => {
    const uid = '2.25.600';
    const files = shuffled([...whole(1, uid), ...whole(2, uid)]).map(({ filename, bytes }) => ({
      filename: `DISC/ST0/${filename}`,
      bytes,
    }));
    const readme = { filename: 'DISC/README.TXT', bytes: new TextEncoder().encode('for the reader') };
    const zip = await makeZip([
      { filename: 'DISC/', bytes: new Uint8Array() },
      { ...dicomdir, filename: 'DISC/DICOMDIR' },
      readme,
      ...files,
      { filename: '__MACOSX/DISC/._README.TXT', bytes: readme.bytes },
    ]);
    const answer = await upload([{ filename: 'exam.bin', bytes: zip }]);
    expect(answer.medicalImages).toHaveLength(24);
    expect(answer.rejected).toEqual([{ filename: 'DISC/README.TXT', code: 'IMAGE_UNSUPPORTED' }]);
    expect(answer.skipped).toEqual([{ filename: 'DISC/DICOMDIR', reason: 'DICOMDIR' }]);
    const { series } = await study(uid);
    expect(series).toHaveLength(2);
    for (const [i, one] of series.entries()) {
      expect(one).toMatchObject({
        sliceCount: 12,
        sliceSpacingMm: 2,
        orientation: 'AXIAL',
        pixelSpacingMm: { rowMm: 1, columnMm: 0.5 },
        phase: { index: i, timeOffsetSeconds: 60 * i },
        geometryFindings: [],
      });
      // Numbers run against the positions, and positions count.
      const numbers = one.medicalImages.edges.map(
        ({ node }: { node: { instanceNumber: number } }) => node.instanceNumber,
      );
      expect(numbers).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      const [first, second] = one.medicalImages.edges.map(
        ({ node }: { node: { plane: object } }) => node.plane,
      );
      expect(first).toMatchObject({ rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] });
      expect(second.positionMm[2] - first.positionMm[2]).toBeCloseTo(2);
    }
  });

  it('accept a DICOMDIR that is uploaded beside files', async () => {
    const answer = await upload([dicomdir, slice(9, 1, 0)]);
    expect(answer.medicalImages).toHaveLength(1);
    expect([answer.rejected, answer.skipped]).toEqual([[], [{ filename: 'DICOMDIR', reason: 'DICOMDIR' }]]);
  });

  it('are one study however often and at the same time they come, by file and by archive', async () => {
    const uid = '2.25.700';
    const files = [...whole(1, uid), ...whole(2, uid)];
    const zip = { filename: 'exam.zip', bytes: await makeZip(shuffled(files, 5)) };
    const answers = await Promise.all([
      upload(shuffled(files, 2)),
      upload([zip]),
      upload(shuffled(files, 9)),
      upload([zip, ...shuffled(files, 3)]),
    ]);
    for (const { rejected } of answers) expect(rejected).toEqual([]);
    const ids = new Set(answers.flatMap(({ medicalImages }) => medicalImages.map(({ id }) => id)));
    expect(ids.size).toBe(24);
    const { series } = await study(uid);
    expect(series.map(({ imageCount }: { imageCount: number }) => imageCount)).toEqual([12, 12]);
  });

  it('keep the first instance, and the first name of a patient', async () => {
    const first = slice(8, 1, 0);
    expect((await upload([first])).rejected).toEqual([]);
    const changed = slice(8, 1, 0, { SeriesDescription: 'changed' });
    expect(await upload([{ ...changed, filename: 'changed.dcm' }])).toMatchObject({
      medicalImages: [],
      rejected: [{ filename: 'changed.dcm', code: 'IMAGE_CONFLICT' }],
    });
    expect((await upload([slice(8, 2, 2, { PatientName: 'Second^Name' })])).rejected).toEqual([]);
    expect((await study('2.25.500')).patient).toEqual({ mrn: 'PHANTOM-E', name: 'First^Name' });
  });

  it('say which slices are missing, doubled and turned, in the language asked for', async () => {
    const series = 3;
    const files = [
      ...[0, 2, 4, 8, 10].map((z, i) => slice(series, i + 1, z)),
      slice(series, 6, 10),
      slice(series, 7, 3, { ImageOrientationPatient: [0, 1, 0, 0, 0, -1] }),
    ];
    expect((await upload(shuffled(files))).rejected).toEqual([]);
    const found = (await study('2.25.500')).series.find(
      ({ seriesInstanceUid }: { seriesInstanceUid: string }) => seriesInstanceUid === `2.25.500.${series}`,
    );
    const numbers = found.medicalImages.edges.map(
      ({ node }: { node: { instanceNumber: number } }) => node.instanceNumber,
    );
    const named = (finding: { code: string; sliceIndices: number[]; positionsMm: number[] }) => [
      finding.code,
      finding.sliceIndices.map((index) => numbers[index]),
      finding.positionsMm,
    ];
    expect(found.geometryFindings.map(named)).toEqual([
      ['ORIENTATION_MIXED', [7], [3]],
      ['SLICE_DUPLICATE', [5, 6], [10, 10]],
      ['SLICE_MISSING', [3, 4], [6]],
    ]);
    expect(found.geometryFindings[2].message).toContain('1 slice(s) are missing');
    const korean = await postGraphql(`${server.url}/graphql`, studyQuery, { uid: '2.25.500' }, token, {
      'accept-language': 'ko',
    });
    expect(JSON.stringify(korean.data)).toContain('단면 2개가 같은 위치에 있습니다.');
  });

  it('lose nothing else to a bad archive', async () => {
    const files = [slice(7, 1, 0), slice(7, 2, 2)];
    const zip = await makeZip(files);
    const before = await server.services.prisma.medicalImage.count();
    const answer = await upload([
      { filename: 'cut.zip', bytes: zip.subarray(0, zip.length - 30) },
      { filename: 'no.zip', bytes: new TextEncoder().encode('no archive') },
      files[0]!,
    ]);
    expect(answer.rejected).toEqual([
      { filename: 'cut.zip', code: 'ARCHIVE_CORRUPT' },
      { filename: 'no.zip', code: 'ARCHIVE_CORRUPT' },
    ]);
    expect(answer.medicalImages.map(({ filename }) => filename)).toEqual(['7-1.dcm']);
    expect(await server.services.prisma.medicalImage.count()).toBe(before + 1);
  });

  const duke = fileURLToPath(new URL('../../../../../shared/data/duke-breast-mri-153/', import.meta.url));
  if (!existsSync(duke)) console.warn(`skipped: ${duke} is absent, so no real exam comes as an archive`);

  it.skipIf(!existsSync(duke))(
    'of a real exam come as one zip of 320 files in no order',
    { timeout: 300_000 },
    async () => {
      const { token: own } = await server.member('CLINICIAN');
      const names = ['pre', 'post1'].flatMap((series) =>
        readdirSync(`${duke}${series}`).map((name) => `${series}/${name}`),
      );
      expect(names).toHaveLength(320);
      const files = shuffled(names).map((filename) => ({
        filename,
        bytes: readFileSync(`${duke}${filename}`),
      }));
      const zip = { filename: 'exam.zip', bytes: await makeZip(files, false) };
      const memory = watchMemory();
      const answer = await upload([zip], own);
      const grown = memory.stop();
      expect([answer.rejected, answer.medicalImages.length]).toEqual([[], 320]);
      // The client of this test holds the archive too; what comes on top stays far below a second copy of it.
      expect(grown).toBeLessThan(400 * 1024 * 1024);
      const { data } = await server.post(
        `{ patients { edges { node { studies { edges { node { studyInstanceUid } } } } } } }`,
        {},
        own,
      );
      expect(data.patients.edges).toHaveLength(1);
      const [only, ...others] = data.patients.edges[0].node.studies.edges;
      expect(others).toEqual([]);
      const { series } = await study(only.node.studyInstanceUid, own);
      expect(series).toHaveLength(2);
      for (const [i, one] of series.entries()) {
        expect(one).toMatchObject({ sliceCount: 160, orientation: 'AXIAL', geometryFindings: [] });
        expect(one.phase.index).toBe(i);
        const positions = await server.services.prisma.medicalImage.findMany({
          where: { series: { seriesInstanceUid: one.seriesInstanceUid } },
          orderBy: { slicePositionMm: 'asc' },
          select: { slicePositionMm: true, instanceNumber: true, filename: true },
        });
        const steps = positions
          .slice(1)
          .map(({ slicePositionMm }, k) => slicePositionMm! - positions[k]!.slicePositionMm!);
        expect(Math.min(...steps)).toBeCloseTo(one.sliceSpacingMm, 2);
        expect(Math.max(...steps)).toBeCloseTo(one.sliceSpacingMm, 2);
        const numbers = positions.map(({ instanceNumber }) => instanceNumber!);
        expect([numbers, numbers.toReversed()]).toContainEqual(numbers.toSorted((a, b) => a - b));
        const shown = one.medicalImages.edges.map(
          ({ node }: { node: { filename: string } }) => node.filename,
        );
        expect(shown).toEqual(positions.slice(0, 100).map(({ filename }) => filename));
      }
    },
  );
});

/** The most that resident memory of this process grew by, in bytes. */
function watchMemory(): { stop(): number } {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return most - before;
    },
  };
}
