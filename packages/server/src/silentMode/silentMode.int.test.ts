import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId, rowIdOf } from '../schema/globalId.js';
import { openSilentMode } from './openSilentMode.js';
import { startSilentMode } from './startSilentMode.js';
import { storeOutcome } from './testing/storeOutcome.js';

type Member = Awaited<ReturnType<TestServer['member']>>;

const start = `mutation ($n: Int = 50) { startSilentMode(input: { targetPatients: $n }) { __typename
  ... on StartSilentModePayload { silentMode { id targetPatients endedAt isReleased startedBy { id } } } ... on Error { code message } } }`;
const end = `mutation ($release: Boolean!) { endSilentMode(input: { release: $release }) { __typename
  ... on EndSilentModePayload { silentMode { id endedAt isReleased endedBy { id } } } ... on Error { code message } } }`;
const figures = `{ silentModes { totalCount edges { node { id isReleased endedAt figures { model { version }
  patients { ...F } images { ...F } } } } } }
  fragment F on DiagnosticFigures { cases patients withReference abstentions sensitivity { value low high } specificity { value low high }
    cells { outcome label count } }`;
const analyze = `mutation ($id: ID!, $reuse: Boolean) { analyzeMedicalImage(input: { medicalImageId: $id, reuse: $reuse }) {
  ... on AnalyzeMedicalImagePayload { analysis { id status } } ... on Error { code message } } }`;
const look = `query ($id: ID!) { analysis(id: $id) { status isWithheld result { outcome confidence heatmapUrl receipt { modelSha256 } } } }`;
const analyzeSeries = `mutation ($id: ID!) { analyzeSeries(input: { seriesId: $id }) { ... on AnalyzeSeriesPayload { seriesAnalysis { id } } } }`;
const lookSeries = `query ($id: ID!) { node(id: $id) { ... on SeriesAnalysis { status isWithheld outcome keyImage { id } malignancyProfile
  profile { outcome malignancyProbability } lesionCandidates { peakProbability } } } }`;
const read = `mutation ($input: RecordReadingInput!) { recordReading(input: $input) { ... on RecordReadingPayload { reading { agrees label isBlinded } }
  ... on Error { code message } } }`;
const record = `mutation ($input: RecordReferenceStandardInput!) { recordReferenceStandard(input: $input) { __typename } }`;

describe.each(databaseKinds)('silent mode on the %s database', (kind) => {
  let server: TestServer;
  let admin: Member;
  let clinician: Member;
  let images: { id: string; series: { id: string } }[];
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_METRICS_TOKEN: 'a token for the metrics of tests' });
    admin = await server.member('ADMIN');
    clinician = await server.member('CLINICIAN', admin.caller.organizationId);
    const files = phantomFiles.filter(({ filename }) => filename.startsWith('post1-'));
    const { data } = await postUpload(`${server.url}/graphql`, clinician.token, files);
    images = data.uploadMedicalImages.medicalImages;
  });
  afterAll(() => server.close());

  const ask = async (query: string, variables: object = {}, member = clinician) => {
    const { data } = await server.post(query, variables, member.token);
    return data;
  };
  const ended = (query: string, field: string, id: string) =>
    vi.waitFor(
      async () => {
        const data = await ask(query, { id });
        expect(data[field].status).toBe('SUCCEEDED');
        return data[field];
      },
      { timeout: 20_000, interval: 50 },
    );
  const analysed = async (reuse = false) => {
    const { analyzeMedicalImage } = await ask(analyze, { id: images[0]!.id, reuse });
    const { id } = analyzeMedicalImage.analysis;
    return { id, ...(await ended(look, 'analysis', id)) };
  };
  const rest = async (path: string, member = clinician, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${member.token}`, ...init.headers },
    });

  it('is an administrator’s, and runs once', async () => {
    expect((await ask(start)).startSilentMode).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(end, { release: true }, admin)).endSilentMode).toMatchObject({ code: 'CONFLICT' });
    expect((await ask(start, { n: 0 }, admin)).startSilentMode).toMatchObject({ code: 'VALIDATION_FAILED' });
    const { silentMode } = (await ask(start, {}, admin)).startSilentMode;
    expect(silentMode).toMatchObject({ targetPatients: 50, endedAt: null, isReleased: null });
    expect((await ask(start, {}, admin)).startSilentMode).toMatchObject({ code: 'CONFLICT' });
    expect((await ask(end, { release: false }, admin)).endSilentMode.silentMode).toMatchObject({
      id: silentMode.id,
      isReleased: false,
    });
  });

  it('lets no result out by any door, and opens all of them when it is released', {
    timeout: 60_000,
  }, async () => {
    const shown = await analysed();
    expect(shown.isWithheld).toBe(false);
    await ask(start, {}, admin);
    // Not answered from the one that is shown either: a case of silent mode is computed.
    const silent = await analysed(true);
    expect(silent).toMatchObject({ isWithheld: true, result: null });
    const { analyzeSeries: asked } = await ask(analyzeSeries, { id: images[0]!.series.id });
    const run = await ended(lookSeries, 'node', asked.seriesAnalysis.id);
    expect(run).toMatchObject({ isWithheld: true, outcome: null, keyImage: null, lesionCandidates: [] });
    expect(run.malignancyProfile).toEqual([0, 0, 0]);
    for (const point of run.profile) expect(point).toEqual({ outcome: null, malignancyProbability: null });

    for (const member of [admin, clinician]) {
      expect((await ask(look, { id: silent.id }, member)).analysis.result).toBeNull();
      const path = `/api/medical-images/${encodeURIComponent(images[0]!.id)}/analyses/`;
      const { items } = (await (await rest(path, member)).json()) as {
        items: { id: string }[];
      };
      const item = items.find((one) => one.id === silent.id);
      expect(item).toMatchObject({ status: 'SUCCEEDED', isWithheld: true, result: null });
      const listed = await ask(
        '{ analyses(orderBy: MOST_SUSPICIOUS) { edges { node { id } } } }',
        {},
        member,
      );
      expect(listed.analyses.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([shown.id]);
    }
    // The addresses of pictures are signed for one analysis: the one that is shown gives the way to those that are not.
    const address = new URL(shown.result.heatmapUrl, server.url);
    expect((await fetch(address)).status).toBe(200);
    const row = rowIdOf('Analysis', silent.id)!;
    for (const picture of ['heatmap', 'overlay']) {
      const path = address.pathname.replace(/[^/]+\/heatmap$/, `${row}/${picture}`);
      const signed = server.services.addresses.sign(`${path}?user=${clinician.caller.userId}`);
      expect((await fetch(`${server.url}${signed}`)).status).toBe(404);
    }
    const bytes = Buffer.from(phantomFiles[0]!.bytes);
    const door = { method: 'POST', body: bytes, headers: { 'content-type': 'application/dicom' } };
    expect((await rest('/inference', clinician, door)).status).toBe(403);
    const tensor = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    const { name } = server.services.engine.model;
    expect((await rest(`/v2/models/${name}/infer`, clinician, tensor)).status).toBe(403);
    const metrics = await (
      await fetch(`${server.url}/metrics`, {
        headers: { authorization: 'Bearer a token for the metrics of tests' },
      })
    ).text();
    expect(metrics).toMatch(/eventeye_analyses_total\{status="SUCCEEDED",outcome="WITHHELD"\} 4/);

    // A reader is told nothing by what is taken and what is refused.
    const said = async (input: object) =>
      (await ask(read, { input: { analysisId: silent.id, ...input } })).recordReading;
    for (const agrees of [true, false]) {
      expect(await said({ agrees })).toMatchObject({ code: 'VALIDATION_FAILED' });
      for (const label of ['BENIGN', 'MALIGNANT'])
        expect(await said({ agrees, label })).toMatchObject({ code: 'VALIDATION_FAILED' });
    }
    for (const label of ['BENIGN', 'MALIGNANT', 'UNSURE'])
      expect(await said({ label })).toEqual({ reading: { agrees: null, label, isBlinded: true } });
    expect((await ask('{ agreement { figures { readings } } }')).agreement).toEqual([]);

    expect((await ask(end, { release: true }, admin)).endSilentMode.silentMode.isReleased).toBe(true);
    const opened = (await ask(look, { id: silent.id })).analysis;
    expect(opened).toMatchObject({ isWithheld: false });
    expect(opened.result).toMatchObject({
      outcome: shown.result.outcome,
      confidence: shown.result.confidence,
      receipt: shown.result.receipt,
    });
    expect((await fetch(new URL(opened.result.heatmapUrl, server.url))).status).toBe(200);
    const openedRun = (await ask(lookSeries, { id: asked.seriesAnalysis.id })).node;
    expect(openedRun.isWithheld).toBe(false);
    expect(openedRun.outcome).toMatch(/BENIGN|MALIGNANT|INCONCLUSIVE|OUT_OF_SCOPE/);
    expect(openedRun.profile.every(({ outcome }: { outcome: string | null }) => outcome !== null)).toBe(true);
    expect((await ask('{ agreement { figures { readings } } }')).agreement[0].figures.readings).toBe(1);
    expect((await rest('/inference', clinician, door)).status).toBe(200);
  });

  it('counts by patient and by image, and keeps its figures when nothing is released', async () => {
    const { prisma } = server.services;
    const other = await server.member('ADMIN');
    const { organizationId } = other.caller;
    await ask(start, {}, other);
    const truth = (patientId: string, label: string, medicalImageId?: string) =>
      ask(
        record,
        {
          input: {
            patientId: encodeGlobalId('Patient', patientId),
            ...(medicalImageId && { medicalImageId: encodeGlobalId('MedicalImage', medicalImageId) }),
            label,
            source: 'PATHOLOGY',
            establishedOn: '2026-01-01',
          },
        },
        other,
      );
    const store = (outcome: Parameters<typeof storeOutcome>[1]['outcome'], of: object = {}) =>
      storeOutcome(prisma, { organizationId, outcome, ...of });
    // Found, though only one of two slices shows it and is known to.
    const found = await store('MALIGNANT');
    await store('BENIGN', { patientId: found.patientId });
    await truth(found.patientId, 'MALIGNANT', found.medicalImageId);
    // Missed, after a first look that abstained.
    const missed = await store('INCONCLUSIVE');
    await store('BENIGN', missed);
    await truth(missed.patientId, 'MALIGNANT');
    const benign = await store('BENIGN');
    await store('BENIGN', { patientId: benign.patientId });
    await truth(benign.patientId, 'BENIGN');
    await truth((await store('INCONCLUSIVE')).patientId, 'BENIGN');
    await store('MALIGNANT');

    const [{ node }] = (await ask(figures, {}, other)).silentModes.edges;
    const [{ patients, images: slices }] = node.figures;
    expect(patients).toMatchObject({ cases: 5, patients: 5, withReference: 4, abstentions: 1 });
    expect(patients.sensitivity.value).toBe(0.5);
    expect(patients.specificity.value).toBe(1);
    // The slice of the patient with malignancy of which nothing was recorded is of unknown truth.
    expect(slices).toMatchObject({ cases: 7, patients: 5, withReference: 4, abstentions: 1 });
    expect(slices.sensitivity.value).toBe(1);
    expect(slices.specificity.value).toBe(1);

    await ask(end, { release: false }, other);
    const [{ node: kept }] = (await ask(figures, {}, other)).silentModes.edges;
    expect(kept).toMatchObject({ isReleased: false, figures: node.figures });
    const { analysis } = await ask(look, { id: encodeGlobalId('Analysis', found.analysisId) }, other);
    expect(analysis).toMatchObject({ isWithheld: true, result: null });
    // What comes afterwards is shown, and is no case of it.
    const after = await store('MALIGNANT');
    const { analysis: visible } = await ask(
      look,
      { id: encodeGlobalId('Analysis', after.analysisId) },
      other,
    );
    expect(visible).toMatchObject({ isWithheld: false, result: { outcome: 'MALIGNANT' } });
    expect((await ask(figures, {}, other)).silentModes.edges[0].node.figures).toEqual(node.figures);
  });

  it('gives a released result back bit for bit, with its figures as before', async () => {
    const { prisma } = server.services;
    const other = await server.member('ADMIN');
    const { organizationId } = other.caller;
    const before = await storeOutcome(prisma, { organizationId, outcome: 'MALIGNANT' });
    await ask(start, {}, other);
    const silent = await storeOutcome(prisma, { organizationId, outcome: 'MALIGNANT' });
    const counted = (await ask(figures, {}, other)).silentModes.edges[0].node.figures;
    expect(await prisma.aIAnalysisResult.findUnique({ where: { analysisId: silent.analysisId } })).toBeNull();
    expect(await prisma.analysis.findUniqueOrThrow({ where: { id: silent.analysisId } })).toMatchObject({
      outcome: null,
      malignancyProbability: null,
    });
    await ask(end, { release: true }, other);
    const resultOf = async (analysisId: string) => {
      const {
        id: _,
        analysisId: __,
        createdAt,
        ...rest
      } = await prisma.aIAnalysisResult.findUniqueOrThrow({
        where: { analysisId },
      });
      expect(createdAt).toBeInstanceOf(Date);
      return rest;
    };
    expect(await resultOf(silent.analysisId)).toEqual(await resultOf(before.analysisId));
    expect((await ask(figures, {}, other)).silentModes.edges[0].node.figures).toEqual(counted);
  });

  it.runIf(kind === 'postgresql')('waits for whoever is storing a result, and then misses none', async () => {
    const { prisma } = server.services;
    const other = await server.member('ADMIN');
    const { organizationId } = other.caller;
    const order: string[] = [];
    let starting: Promise<unknown> | undefined;
    await prisma.$transaction(async (transaction) => {
      expect(await openSilentMode(transaction, organizationId)).toBeNull();
      starting = startSilentMode(prisma, other.caller, 10).then(() => order.push('started'));
      await vi.waitFor(async () => {
        const [waiting] = await prisma.$queryRaw<{ count: number }[]>`
          SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
        expect(waiting!.count).toBeGreaterThan(0);
      });
      order.push('stored');
    });
    await starting;
    expect(order).toEqual(['stored', 'started']);
    const { analysisId } = await storeOutcome(prisma, { organizationId, outcome: 'BENIGN' });
    expect((await prisma.analysis.findUniqueOrThrow({ where: { id: analysisId } })).isWithheld).toBe(true);
  });
});
