import { readDataset } from '@eventeye/dicom';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasDicomTools, validationErrors } from '../../../dicom/src/deidentify/testing/dicomTools.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

if (!hasDicomTools)
  console.warn('skipped: dcmtk or dicom3tools is not installed, so no peer reads the files');
const rowId = (globalId: string) => Buffer.from(globalId, 'base64url').toString().split(':')[1]!;
const imageQuery = `query ($id: ID!) { medicalImage(id: $id) {
  latestAnalysis { status result { outcome structuredReportUrl secondaryCaptureUrl } } } }`;

describe.each(databaseKinds)('an analysis as DICOM on the %s database', (kind) => {
  let server: TestServer;
  let member: Awaited<ReturnType<TestServer['member']>>;
  let source: ReturnType<typeof readDataset>;
  let urls: { report: string; capture: string };

  beforeAll(async () => {
    server = await startTestServer(kind);
    member = await server.member('CLINICIAN');
    source = readDataset(phantomFiles[0]!.bytes);
    const result = await analysed(phantomFiles[0]!);
    urls = { report: result.structuredReportUrl, capture: result.secondaryCaptureUrl };
  });
  afterAll(() => server.close());

  async function analysed(file: { filename: string; bytes: Uint8Array }, patientId?: string) {
    const answer = await postUpload(`${server.url}/graphql`, member.token, [file], patientId);
    const id: string = answer.data.uploadMedicalImages.medicalImages[0].id;
    await server.services.analyses.request(member.caller, rowId(id));
    return vi.waitFor(
      async () => {
        const { data } = await server.post(imageQuery, { id }, member.token);
        expect(data.medicalImage.latestAnalysis.status).toBe('SUCCEEDED');
        return data.medicalImage.latestAnalysis.result;
      },
      { timeout: 20_000, interval: 100 },
    );
  }
  const get = (address: string, headers: Record<string, string> = {}) =>
    fetch(new URL(address, server.url), { headers });
  const datasetOf = async (address: string) => {
    const answer = await get(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/dicom');
    return readDataset(new Uint8Array(await answer.arrayBuffer()));
  };

  it('is a report and a capture in the study and of the patient of the image', async () => {
    const report = await datasetOf(urls.report);
    const capture = await datasetOf(urls.capture);
    expect(report.string('x00080016')).toBe('1.2.840.10008.5.1.4.1.1.88.34');
    expect(capture.string('x00080016')).toBe('1.2.840.10008.5.1.4.1.1.7');
    for (const one of [report, capture]) {
      expect(one.string('x0020000d')).toBe(source.string('x0020000d'));
      expect(one.text('x00100010')).toBe(source.text('x00100010'));
      expect(one.text('x00100020')).toBe(source.text('x00100020'));
      expect(one.text('x0008103e')).toContain('NOT FOR DIAGNOSIS');
    }
    expect(capture.item('x00082112')?.string('x00081155')).toBe(source.string('x00080018'));
  });

  it.skipIf(!hasDicomTools)('has no error for dciodvfy', async () => {
    for (const url of [urls.report, urls.capture]) {
      expect(validationErrors(new Uint8Array(await (await get(url)).arrayBuffer()))).toEqual([]);
    }
  });

  it('shows in the capture the picture that overlayUrl shows', async () => {
    const capture = await datasetOf(urls.capture);
    const overlay = urls.capture.split('?')[0]!.replace('attention.dcm', 'overlay');
    const address = server.services.addresses.sign(`${overlay}?user=${member.caller.userId}`);
    const { data, info } = await sharp(await (await get(address)).arrayBuffer())
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(capture.uint16('x00280011')).toBe(info.width);
    expect(capture.uint16('x00280010')).toBeGreaterThan(info.height);
    expect(Buffer.compare(capture.bytes('x7fe00010')!.subarray(0, data.length), data)).toBe(0);
  });

  it('is the same whenever it is asked for, and not sent to who has it', async () => {
    for (const url of [urls.report, urls.capture]) {
      const [first, second] = [await get(url), await get(url)];
      expect(await second.arrayBuffer()).toEqual(await first.arrayBuffer());
      expect(first.headers.get('cache-control')).toMatch(/^private/);
      const etag = first.headers.get('etag')!;
      expect((await get(url, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it('is shown to nobody else, and to nobody without a signature', async () => {
    const stranger = await server.member('ADMIN');
    for (const url of [urls.report, urls.capture]) {
      const path = url.split('?')[0]!;
      const { sign } = server.services.addresses;
      expect((await get(path)).status).toBe(403);
      expect((await get(sign(`${path}?user=${stranger.caller.userId}`))).status).toBe(404);
      expect((await get(sign(`${path}?user=${member.caller.userId}`, -120))).status).toBe(403);
      const other = path.replace(/analyses\/[^/]+/, 'analyses/none');
      expect((await get(sign(`${other}?user=${member.caller.userId}`))).status).toBe(404);
    }
  });

  it('is not there of a picture that is no DICOM instance', async () => {
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#446' } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const { id } = await server.services.prisma.patient.create({
      data: { organizationId: member.caller.organizationId, mrn: 'PICTURES' },
    });
    const patientId = Buffer.from(`Patient:${id}`).toString('base64url');
    const result = await analysed({ filename: 'a.png', bytes: png }, patientId);
    expect(result).toMatchObject({ structuredReportUrl: null, secondaryCaptureUrl: null });
  });
});
