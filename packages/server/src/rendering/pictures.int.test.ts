import { createDemoStudy } from '@eventeye/phantom';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeIdentity } from '../auth/identityChange.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

const rowId = (globalId: string) => Buffer.from(globalId, 'base64url').toString().split(':')[1]!;

describe.each(databaseKinds)('pictures on the %s database', (kind) => {
  let server: TestServer;
  let member: Awaited<ReturnType<TestServer['member']>>;
  let image: { id: string };

  beforeAll(async () => {
    server = await startTestServer(kind);
    member = await server.member('CLINICIAN');
    [image] = await upload(phantomFiles.slice(0, 1));
  });
  afterAll(() => server.close());

  async function upload(files: { filename: string; bytes: Uint8Array }[]) {
    const answer = await postUpload(`${server.url}/graphql`, member.token, files);
    return answer.data.uploadMedicalImages.medicalImages;
  }

  const get = (address: string, headers: Record<string, string> = {}) =>
    fetch(new URL(address, server.url), { headers });
  const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
  const codeOf = async (answer: Response) =>
    ((await answer.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors[0]!
      .extensions.code;

  async function pngUrl(args = '', token = member.token) {
    const query = `query ($id: ID!) { medicalImage(id: $id) { pngUrl${args} } }`;
    return server.post(query, { id: image.id }, token);
  }
  const address = async (args = ''): Promise<string> => (await pngUrl(args)).data.medicalImage.pngUrl;

  it('the same picture is drawn once, then comes from the cache, and then not at all', async () => {
    const { pictures } = server.services;
    const url = await address('(windowCenter: 310, windowWidth: 620, invert: true)');
    const before = pictures.counts;
    const first = await get(url);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('image/png');
    expect(first.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
    const bytes = await bytesOf(first);
    expect(pictures.counts).toMatchObject({ drawn: before.drawn + 1, kept: before.kept });
    expect(await bytesOf(await get(url))).toEqual(bytes);
    expect(pictures.counts).toMatchObject({ drawn: before.drawn + 1, kept: before.kept + 1 });
    const etag = first.headers.get('etag')!;
    for (const seen of [etag, `"other", W/${etag}`]) {
      const unchanged = await get(url, { 'if-none-match': seen });
      expect(unchanged.status).toBe(304);
      expect((await bytesOf(unchanged)).length).toBe(0);
    }
    expect(pictures.counts).toMatchObject({ drawn: before.drawn + 1, kept: before.kept + 1 });
    const other = await get(await address('(windowCenter: 310, windowWidth: 621, invert: true)'));
    expect(other.headers.get('etag')).not.toBe(etag);
  });

  it('is a thumbnail, or 16 bits with the scale in headers, as asked', async () => {
    const small = await get(await address('(maxSize: 32)'));
    expect(await sharp(await bytesOf(small)).metadata()).toMatchObject({ width: 32, height: 32 });
    const values = await get(await address('(bits: 16)'));
    expect(values.headers.get('eventeye-rescale-slope')).toBe('1');
    expect(values.headers.get('eventeye-rescale-intercept')).toBe('0');
    expect((await sharp(await bytesOf(values)).metadata()).depth).toBe('ushort');
  });

  it.each([
    ['(windowCenter: 1, windowWidth: 0)', 'VALIDATION_FAILED', 'windowWidth'],
    ['(windowCenter: 1)', 'VALIDATION_FAILED', 'windowWidth'],
    ['(windowIndex: -1)', 'VALIDATION_FAILED', 'windowIndex'],
    ['(frame: -1)', 'VALIDATION_FAILED', 'frame'],
    ['(frame: 1)', 'FRAME_OUT_OF_RANGE', 'frame'],
    ['(bits: 12)', 'VALIDATION_FAILED', 'bits'],
    ['(bits: 16, invert: true)', 'VALIDATION_FAILED', 'invert'],
    ['(maxSize: 0)', 'VALIDATION_FAILED', 'maxSize'],
  ])('%s is refused by the API with %s', async (args, code, name) => {
    const { errors } = await pngUrl(args);
    expect(errors?.[0]?.extensions).toMatchObject({ code, inputPath: [name] });
  });

  it('a window that the file does not carry is told by the address', async () => {
    const answer = await get(await address('(windowIndex: 9)'));
    expect(answer.status).toBe(400);
    expect(await codeOf(answer)).toBe('VALIDATION_FAILED');
  });

  it('every parameter is signed; a forged or expired address is refused with a code', async () => {
    const url = await address('(windowCenter: 300, windowWidth: 600, maxSize: 50)');
    const forged = [
      url.replace('maxSize=50', 'maxSize=51'),
      url.replace('windowWidth=600', 'windowWidth=601'),
      url.replace('maxSize=50&', ''),
      `${url}&invert=true`,
      url.replace(/user=[^&]+/, 'user=00000000-0000-7000-8000-000000000000'),
      url.replace(/expires=(\d+)/, (_all, at: string) => `expires=${Number(at) + 3600}`),
    ];
    for (const one of forged) {
      expect(one).not.toBe(url);
      const answer = await get(one);
      expect(answer.status).toBe(403);
      expect(await codeOf(answer)).toBe('FORBIDDEN');
    }
    const path = url.replace(/&?(expires|signature)=[^&]+/g, '');
    const expired = await get(server.services.addresses.sign(path, -120));
    expect(expired.status).toBe(403);
    expect(await codeOf(expired)).toBe('URL_EXPIRED');
  });

  it('another organization gets no address, and one made for its member shows nothing', async () => {
    const stranger = await server.member('ADMIN');
    expect((await pngUrl('', stranger.token)).data.medicalImage).toBeNull();
    const { sign } = server.services.addresses;
    for (const what of ['png', 'original']) {
      const path = `/files/images/${rowId(image.id)}/${what}?user=`;
      expect((await get(sign(path + member.caller.userId))).status).toBe(200);
      expect((await get(sign(path + stranger.caller.userId))).status).toBe(404);
      expect((await get(sign(path.replace('?user=', '')))).status).toBe(403);
    }
  });

  it('an address ends with the image, and with the user it was made for', async () => {
    const guest = await server.member('VIEWER', member.caller.organizationId);
    const [, extra] = await upload(phantomFiles.slice(0, 2));
    const query = 'query ($id: ID!) { medicalImage(id: $id) { pngUrl } }';
    const [own, theirs] = await Promise.all(
      [member.token, guest.token].map(
        async (token) => (await server.post(query, { id: extra.id }, token)).data.medicalImage.pngUrl,
      ),
    );
    expect((await get(theirs)).status).toBe(200);
    await changeIdentity(server.services, ({ user }) => user.delete({ where: { id: guest.caller.userId } }));
    expect(await codeOf(await get(theirs))).toBe('FORBIDDEN');
    expect((await get(own)).status).toBe(200);
    await server.services.prisma.medicalImage.delete({ where: { id: rowId(extra.id) } });
    const gone = await get(own, { 'cache-control': 'no-cache' });
    expect(gone.status).toBe(404);
    expect(await codeOf(gone)).toBe('NOT_FOUND');
  });

  it('attention is drawn over the image at the opacity asked for, from the stored numbers', async () => {
    const { prisma } = server.services;
    const analysis = await server.services.analyses.request(member.caller, rowId(image.id));
    await expect
      .poll(() => prisma.analysis.findUniqueOrThrow({ where: { id: analysis.id } }), { timeout: 20_000 })
      .toMatchObject({ status: 'SUCCEEDED' });
    const stored = await prisma.aIAnalysisResult.findUniqueOrThrow({ where: { analysisId: analysis.id } });
    expect(stored.attentionValues).toHaveLength(49);
    const answer = await server.post(
      `query ($id: ID!) { medicalImage(id: $id) { pngUrl latestAnalysis { result {
        heatmapUrl none: overlayUrl(opacity: 0) full: overlayUrl(opacity: 1, maxSize: 64) } } } }`,
      { id: image.id },
      member.token,
    );
    const { pngUrl: plain, latestAnalysis } = answer.data.medicalImage;
    const { heatmapUrl, none, full } = latestAnalysis.result;
    const raw = async (url: string) =>
      sharp(await bytesOf(await get(url)))
        .toColourspace('srgb')
        .raw()
        .toBuffer();
    expect(await raw(none)).toEqual(await raw(plain));
    expect(await sharp(await bytesOf(await get(full))).metadata()).toMatchObject({ width: 64, channels: 3 });
    expect(await sharp(await bytesOf(await get(heatmapUrl))).metadata()).toMatchObject({
      width: 128,
      height: 128,
      hasAlpha: true,
    });
    const wrong = await server.post(
      `query ($id: ID!) { medicalImage(id: $id) { latestAnalysis { result { overlayUrl(opacity: 2) } } } }`,
      { id: image.id },
      member.token,
    );
    expect(wrong.errors?.[0]?.extensions).toMatchObject({
      code: 'VALIDATION_FAILED',
      inputPath: ['opacity'],
    });
  });

  it('nobody draws for those who have left', async () => {
    const { pictures } = server.services;
    const caller = new AbortController();
    const before = pictures.counts.drawn;
    const urls = await Promise.all(
      Array.from({ length: 40 }, (_, i) => address(`(windowCenter: ${1000 + i}, windowWidth: 77)`)),
    );
    const asked = urls.map((url) => fetch(new URL(url, server.url), { signal: caller.signal }));
    expect((await Promise.race(asked)).status).toBe(200);
    caller.abort();
    const ended = await Promise.allSettled(asked);
    expect(ended.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(20);
    // The next is drawn behind whatever is still in hand.
    expect((await get(await address('(windowCenter: 999, windowWidth: 77)'))).status).toBe(200);
    expect(pictures.counts.drawn - before).toBeLessThan(30);
  });

  it('a picture survives the end of the engine process', async () => {
    const { engine } = server.services;
    await engine.ready();
    const url = await address('(windowCenter: 1234, windowWidth: 5)');
    process.kill(engine.pid!, 'SIGKILL');
    expect((await get(url)).status).toBe(200);
  });

  it('how pictures were answered is told to whoever measures', async () => {
    const { body } = await server.services.metrics.render();
    const { drawn, kept } = server.services.pictures.counts;
    expect(body).toContain(`eventeye_pictures_total{answer="drawn"} ${drawn}`);
    expect(body).toContain(`eventeye_pictures_total{answer="kept"} ${kept}`);
    expect(drawn).toBeGreaterThan(5);
  });

  it('160 slices are shown while 160 analyses run', async () => {
    const { instances } = createDemoStudy({ seed: 11, lesion: 'MALIGNANT', slices: 80, size: 64 });
    const files = instances.map(({ filename, bytes }) => ({
      filename: filename.replaceAll('/', '-'),
      bytes,
    }));
    const images: { id: string }[] = await upload(files);
    expect(images).toHaveLength(160);
    await Promise.all(images.map(({ id }) => server.services.analyses.request(member.caller, rowId(id))));
    const aliases = images.map(({ id }, i) => `i${i}: medicalImage(id: "${id}") { pngUrl(maxSize: 48) }`);
    const urls: string[] = [];
    for (let from = 0; from < aliases.length; from += 20) {
      const answer = await server.post(`{ ${aliases.slice(from, from + 20).join(' ')} }`, {}, member.token);
      for (const one of Object.values(answer.data) as { pngUrl: string }[]) urls.push(one.pngUrl);
    }
    const answers = await Promise.all(urls.map((url) => get(url)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const unfinished = { status: { in: ['QUEUED', 'RUNNING'] as ('QUEUED' | 'RUNNING')[] } };
    await expect
      .poll(() => server.services.prisma.analysis.count({ where: unfinished }), { timeout: 60_000 })
      .toBe(0);
    const failed = await server.services.prisma.analysis.count({ where: { status: { not: 'SUCCEEDED' } } });
    expect(failed).toBe(0);
  });
});
