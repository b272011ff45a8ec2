import { createDemoStudy } from '@eventeye/phantom';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { rowIdOf } from '../schema/globalId.js';

const size = 128;
const { instances, truth } = createDemoStudy({
  seed: 11,
  lesion: 'MALIGNANT',
  slices: 8,
  size,
  suspicion: 0.9,
});
const other = createDemoStudy({ seed: 12, lesion: 'BENIGN', slices: 8, size });
const filesOf = (study: typeof instances) =>
  study.map(({ filename, bytes }) => ({ filename: filename.replaceAll('/', '-'), bytes }));

const subtractionQuery = `query ($id: ID!, $base: ID!, $slice: Int!, $center: Float, $width: Float) {
  node(id: $id) { ... on Series {
    subtractionPngUrl(baseSeriesId: $base, sliceIndex: $slice, windowCenter: $center, windowWidth: $width) } } }`;
const mipQuery = `query ($id: ID!, $base: ID, $plane: ProjectionPlane!) {
  node(id: $id) { ... on Series { mipPngUrl(plane: $plane, baseSeriesId: $base) } } }`;

describe.each(databaseKinds)('subtractions and projections on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  /** Global ids by series number: pre is 1, post1 is 2. */
  let series: string[];
  let otherSeries: string[];

  const upload = async (study: typeof instances, as: string) => {
    // In no order: slices are found by their places.
    const files = filesOf(study).toSorted(
      (a, b) => a.filename.localeCompare(b.filename) * (a.filename.length % 2 || -1),
    );
    const { data } = await postUpload(`${server.url}/graphql`, as, files);
    expect(data.uploadMedicalImages.rejected).toEqual([]);
    const ids = await server.post(
      `query ($id: ID!) { node(id: $id) { ... on Patient { studies { edges { node { series { id } } } } } } }`,
      { id: data.uploadMedicalImages.medicalImages[0].patient.id },
      as,
    );
    return ids.data.node.studies.edges[0].node.series.map(({ id }: { id: string }) => id);
  };
  const subtraction = (more: object = {}, as = token) =>
    server.post(subtractionQuery, { id: series[1], base: series[0], slice: 4, ...more }, as);
  const mip = (more: object = {}, as = token) =>
    server.post(mipQuery, { id: series[1], base: series[0], plane: 'AXIAL', ...more }, as);
  const fetchFile = (address: string) => fetch(new URL(address, server.url));
  const greyOf = async (address: string) => {
    const response = await fetchFile(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    const picture = sharp(await response.arrayBuffer())
      .toColourspace('b-w')
      .raw();
    return picture.toBuffer({ resolveWithObject: true });
  };

  beforeAll(async () => {
    server = await startTestServer(kind);
    ({ token } = await server.member('CLINICIAN'));
    series = await upload(instances, token);
    otherSeries = await upload(other.instances, token);
  });
  afterAll(() => server.close());

  it('show the lesion brighter than the rest', async () => {
    const { data } = await mip();
    const { data: grey, info } = await greyOf(data.node.mipPngUrl);
    expect(info).toMatchObject({ width: size, height: size });
    const { rowFrom, rowTo, columnFrom, columnTo } = truth.lesion!.box;
    const means = meanInAndOut(grey, rowFrom, rowTo, columnFrom, columnTo);
    expect(means.inside).toBeGreaterThan(3 * means.outside);
    const one = await subtraction({ slice: Math.round(truth.lesion!.centre.slice) });
    const slice = await greyOf(one.data.node.subtractionPngUrl);
    const of = meanInAndOut(slice.data, rowFrom, rowTo, columnFrom, columnTo);
    expect(of.inside).toBeGreaterThan(3 * of.outside);
  });

  it('are suggested for the two passes, told by their times', async () => {
    const { studyInstanceUid } = await server.services.prisma.study.findFirstOrThrow({
      where: { series: { some: { id: rowIdOf('Series', series[0]!)! } } },
    });
    const { data } = await server.post(
      `query ($uid: String!) { study(studyInstanceUid: $uid) { suggestedSubtraction { base { id } series { id } } } }`,
      { uid: studyInstanceUid },
      token,
    );
    expect(data.study.suggestedSubtraction).toEqual({ base: { id: series[0] }, series: { id: series[1] } });
  });

  it('are shown from the front and the side with their true proportions', async () => {
    const { pixelSpacingMm, sliceThicknessMm, slices } = truth.geometry;
    const height = Math.round((slices * sliceThicknessMm) / Math.min(pixelSpacingMm, sliceThicknessMm));
    const width = Math.round((size * pixelSpacingMm) / Math.min(pixelSpacingMm, sliceThicknessMm));
    for (const plane of ['CORONAL', 'SAGITTAL']) {
      const { data } = await mip({ plane, base: null });
      const { info } = await greyOf(data.node.mipPngUrl);
      expect([info.width, info.height]).toEqual([width, height]);
    }
  });

  it('come from the cache when they are asked for again', async () => {
    const { data } = await mip();
    const first = await fetchFile(data.node.mipPngUrl);
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toMatch(/^private, max-age=[1-9]\d*, immutable$/);
    const again = await fetch(new URL(data.node.mipPngUrl, server.url), {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
  });

  it('are drawn no longer than somebody waits', async () => {
    const { data } = await mip({ plane: 'CORONAL' });
    const signals: AbortSignal[] = [];
    const project = vi.spyOn(server.services.engine, 'project').mockImplementation(
      (_slices, { signal }) =>
        new Promise((_resolve, reject) => {
          signals.push(signal!);
          signal!.addEventListener('abort', () => reject(signal!.reason));
        }),
    );
    const left = new AbortController();
    const answer = fetch(new URL(data.node.mipPngUrl, server.url), { signal: left.signal }).catch(
      () => 'left',
    );
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    expect(signals[0]!.aborted).toBe(false);
    left.abort();
    expect(await answer).toBe('left');
    await vi.waitFor(() => expect(signals[0]!.aborted).toBe(true));
    project.mockRestore();
    expect((await fetchFile(data.node.mipPngUrl)).status).toBe(200);
  });

  it('have addresses that nobody else can make or change', async () => {
    const { data } = await subtraction();
    const address: string = data.node.subtractionPngUrl;
    expect((await fetchFile(address.replace('slice=4', 'slice=5'))).status).toBe(403);
    expect((await fetchFile(address.replace(/&signature=[^&]*/, ''))).status).toBe(403);
    const stranger = await server.member('ADMIN');
    const looked = await subtraction({}, stranger.token);
    expect(looked.data?.node ?? null).toBeNull();
    const own = await upload(instances, stranger.token);
    const mixed = await subtraction({ id: own[1] }, stranger.token);
    expect(mixed.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('are refused for series that do not belong together', async () => {
    const code = async (answer: ReturnType<typeof mip>) => (await answer).errors?.[0]?.extensions.code;
    expect(await code(mip({ base: otherSeries[0] }))).toBe('NOT_FOUND');
    expect(await code(mip({ base: series[1] }))).toBe('VALIDATION_FAILED');
    expect(await code(subtraction({ slice: -1 }))).toBe('VALIDATION_FAILED');
    expect(await code(subtraction({ center: 10 }))).toBe('VALIDATION_FAILED');
    const beyond = await subtraction({ slice: 8 });
    expect((await fetchFile(beyond.data.node.subtractionPngUrl)).status).toBe(404);
  });

  it('are refused where a slice is missing, and drawn where both are there', async () => {
    const { token: as } = await server.member('CLINICIAN');
    const partial = instances.filter(({ filename }) => !/pre\/0*3\./.test(filename));
    expect(partial).toHaveLength(15);
    const [pre, post] = await upload(partial, as);
    const status = async (answer: ReturnType<typeof mip>) => {
      const { data } = await answer;
      const response = await fetchFile(data.node.mipPngUrl ?? data.node.subtractionPngUrl);
      if (response.ok) return 200;
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return errors[0]!.extensions.code;
    };
    expect(await status(mip({ id: post, base: pre }, as))).toBe('COMPANION_IMAGE_MISSING');
    expect(await status(subtraction({ id: post, base: pre, slice: 2 }, as))).toBe('COMPANION_IMAGE_MISSING');
    expect(await status(subtraction({ id: post, base: pre, slice: 3 }, as))).toBe(200);
    expect(await status(mip({ id: pre, base: null }, as))).toBe('VOLUME_GEOMETRY_INVALID');
    expect(await status(mip({ id: post, base: null }, as))).toBe(200);
  });
});

/** Mean grey within a box and outside it. */
function meanInAndOut(
  grey: Uint8Array,
  rowFrom: number,
  rowTo: number,
  columnFrom: number,
  columnTo: number,
) {
  const sums = { inside: 0, outside: 0 };
  const counts = { inside: 0, outside: 0 };
  for (let row = 0, i = 0; row < size; row++) {
    for (let column = 0; column < size; column++, i++) {
      const isInside = row >= rowFrom && row <= rowTo && column >= columnFrom && column <= columnTo;
      const where = isInside ? 'inside' : 'outside';
      sums[where] += grey[i]!;
      counts[where] += 1;
    }
  }
  return { inside: sums.inside / counts.inside, outside: sums.outside / counts.outside };
}
