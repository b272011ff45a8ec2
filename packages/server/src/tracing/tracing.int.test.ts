import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { loadedLibraries } from './testing/loadedLibraries.js';
import { type Collector, pathOf, startCollector } from './testing/startCollector.js';

const analyze = `mutation Analyze($id: ID!) {
  analyzeMedicalImage(input: { medicalImageId: $id }) {
    __typename ... on AnalyzeMedicalImagePayload { analysis { id } }
  }
}`;
const server = 2;
const producer = 4;
const consumer = 5;
const failed = 2;
let caller = 0;
/** What a caller that records a trace of its own sends. */
const callersSpan = () => {
  caller += 1;
  const traceId = String(caller).padStart(32, 'a');
  const spanId = String(caller).padStart(16, 'b');
  return { traceId, spanId, header: { traceparent: `00-${traceId}-${spanId}-01` } };
};

describe.each(databaseKinds)('traces, on the %s database', (kind) => {
  let collector: Collector;
  let api: TestServer;
  let token: string;
  let images: {
    id: string;
    storagePath: string;
    filename: string;
    patient: { mrn: string };
    series: { id: string };
  }[];

  beforeAll(async () => {
    collector = await startCollector();
    const variables = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
    // The libraries read the environment themselves.
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    api = await startTestServer(kind, variables);
    ({ token } = await api.member('CLINICIAN'));
    await api.services.engine.ready();
    const uploaded = await postUpload(`${api.url}/graphql`, token, phantomFiles.slice(0, 3));
    images = uploaded.data.uploadMedicalImages.medicalImages;
  });
  afterAll(async () => {
    await api.close();
    await collector.close();
    vi.unstubAllEnvs();
  });

  const send = async (path: string, body: Uint8Array | string, headers: Record<string, string>) =>
    fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: body as Uint8Array<ArrayBuffer> | string,
    });
  const postAnalyze = (id: string, header: Record<string, string>) =>
    send('/graphql', JSON.stringify({ query: analyze, variables: { id } }), {
      'content-type': 'application/json',
      ...header,
    });

  it('joins an upload to the look that the engine took at each file', async () => {
    const { span, trace } = await collector.waitFor('engine inspect');
    expect(pathOf(span, trace)).toEqual(['engine inspect', 'mutation', 'POST /graphql']);
  });

  it('joins the request of an analysis, in the trace of its caller, to the inference and the conclusion', async () => {
    const { traceId, spanId, header } = callersSpan();
    const response = await postAnalyze(images[0]!.id, header);
    expect(response.headers.get('x-trace-id')).toBe(traceId);
    const { span: conclude } = await collector.waitFor('conclude', traceId);
    const { trace } = await collector.waitFor('process analysis', traceId);
    const job = ['process analysis', 'send analysis', 'mutation', 'POST /graphql'];
    const inference = trace.find(({ name }) => name === 'inference')!;
    expect(pathOf(inference, trace)).toEqual(['inference', 'engine analyze', ...job]);
    expect(pathOf(conclude, trace)).toEqual(['conclude', ...job]);

    const named = (name: string) => trace.find((span) => span.name === name)!;
    const request = named('POST /graphql');
    expect(request).toMatchObject({ kind: server, parentSpanId: spanId, status: { code: 0 } });
    expect(request.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
    });
    expect(named('mutation')).toMatchObject({
      kind: server,
      attributes: { 'graphql.operation.type': 'mutation', 'graphql.operation.name': 'Analyze' },
    });
    const sent = named('send analysis');
    const processed = named('process analysis');
    const queue = { 'messaging.system': 'pg-boss', 'messaging.destination.name': 'analysis' };
    expect(sent).toMatchObject({
      kind: producer,
      attributes: { ...queue, 'messaging.operation.type': 'send' },
    });
    expect(processed).toMatchObject({
      kind: consumer,
      attributes: { ...queue, 'messaging.operation.type': 'process' },
      links: [{ traceId, spanId: sent.spanId }],
    });
    expect(processed.attributes['eventeye.analysis.id']).toBe(sent.attributes['eventeye.analysis.id']);

    const engine = named('engine analyze');
    const stages = trace
      .filter(({ parentSpanId }) => parentSpanId === engine.spanId)
      .sort((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)));
    expect(stages.map(({ name }) => name)).toEqual([
      'decode',
      'preprocess',
      'tensor',
      'inference',
      'postprocess',
    ]);
    for (const { startTimeUnixNano, endTimeUnixNano } of stages)
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  });

  it.each([
    ['POST /inference', '/inference', { 'content-type': 'application/dicom' }, () => phantomFiles[3]!.bytes],
    [
      'POST /v2/models/:name{/versions/:version}/infer',
      '/v2/models/tiny/infer',
      { 'content-type': 'application/json' },
      () => {
        const data = [Buffer.from(phantomFiles[3]!.bytes).toString('base64')];
        return JSON.stringify({ inputs: [{ name: 'image', shape: [1], datatype: 'BYTES', data }] });
      },
    ],
  ])('joins %s to its inference', async (name, path, type, body) => {
    const { traceId, spanId, header } = callersSpan();
    const response = await send(path, body(), { ...type, ...header });
    expect(response.status).toBe(200);
    const { span: request, trace } = await collector.waitFor(name, traceId);
    expect(request).toMatchObject({ parentSpanId: spanId, attributes: { 'http.response.status_code': 200 } });
    const inference = trace.find((span) => span.name === 'inference')!;
    expect(pathOf(inference, trace)).toEqual(['inference', 'engine analyze', name]);
  });

  it('sends the jobs of a series in one span, and follows each of them', async () => {
    const { traceId, header } = callersSpan();
    const query = `mutation ($id: ID!) { analyzeSeries(input: { seriesId: $id }) { __typename } }`;
    await send('/graphql', JSON.stringify({ query, variables: { id: images[0]!.series.id } }), {
      'content-type': 'application/json',
      ...header,
    });
    const jobs = await vi.waitFor(
      () => {
        const found = collector.spans.filter(
          (span) => span.traceId === traceId && span.name === 'process analysis',
        );
        expect(found).toHaveLength(3);
        return found;
      },
      { timeout: 20_000 },
    );
    const { span: sent } = await collector.waitFor('send analysis', traceId);
    expect(Number(sent.attributes['messaging.batch.message_count'])).toBe(3);
    expect(jobs.map(({ parentSpanId }) => parentSpanId)).toEqual(Array(3).fill(sent.spanId));
  });

  it('marks what failed with the code only, from the stage in the engine up to the job', async () => {
    await api.services.storage.write(images[1]!.storagePath, Buffer.from('Doe^Jane is no image'));
    const { traceId, header } = callersSpan();
    await postAnalyze(images[1]!.id, header);
    const { span: job, trace } = await collector.waitFor('process analysis', traceId);
    const named = (name: string) => trace.find((span) => span.name === name);
    const code = { attributes: { 'error.type': 'IMAGE_UNSUPPORTED' }, status: { code: failed } };
    for (const span of [job, named('engine analyze'), named('decode')]) {
      expect(span).toMatchObject(code);
      expect(span!.status.message ?? '').toBe('');
      expect(span!.events).toEqual([]);
    }
    expect(named('inference')).toBeUndefined();
    // It was told as it should be, so concluding it is no failure, and neither is the request.
    expect(named('conclude')!.status.code ?? 0).toBe(0);
    const { span: request } = await collector.waitFor('POST /graphql', traceId);
    expect(request.status.code ?? 0).toBe(0);
  });

  it('names the trace in the error of a request that fails, and the code in its span', async () => {
    const { traceId, header } = callersSpan();
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...header },
      body: JSON.stringify({ query: '{ patients { totalCount } }' }),
    });
    const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
    expect(errors[0]!.extensions).toMatchObject({ code: 'UNAUTHENTICATED', traceId });
    expect(response.headers.get('x-trace-id')).toBe(traceId);
    const { span } = await collector.waitFor('query', traceId);
    expect(span).toMatchObject({ status: { code: failed }, attributes: { 'error.type': 'UNAUTHENTICATED' } });
  });

  it('begins a trace of its own where the caller has none, and where it sends nonsense', async () => {
    const ids: (string | null)[] = [];
    for (const header of [{}, { traceparent: '00-nonsense-01' }]) {
      const response = await send('/v2/models/nothing/infer', '{}', header);
      expect(response.status).toBe(404);
      ids.push(response.headers.get('x-trace-id'));
    }
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[1]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[0]).not.toBe(ids[1]);
    const { span } = await collector.waitFor('POST /v2/models/:name{/versions/:version}/infer', ids[1]!);
    expect(span.parentSpanId ?? '').toBe('');
    expect(span.attributes['http.response.status_code']).toBeDefined();
  });

  it('records nothing for a caller whose own trace is not sampled', async () => {
    const { traceId, spanId } = callersSpan();
    const response = await postAnalyze(images[2]!.id, { traceparent: `00-${traceId}-${spanId}-00` });
    expect(response.headers.get('x-trace-id')).toBeNull();
    const later = callersSpan();
    await postAnalyze(images[2]!.id, later.header);
    await collector.waitFor('process analysis', later.traceId);
    expect(collector.spans.filter((span) => span.traceId === traceId)).toEqual([]);
  });

  it('sends no name, no MRN, no file name, no result and no token', async () => {
    await collector.waitFor('process analysis');
    const text = collector.text();
    for (const { filename, patient, storagePath } of images)
      for (const secret of [filename, patient.mrn, storagePath]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/Doe|MALIGNANT|BENIGN|INCONCLUSIVE|OUT_OF_SCOPE/);
    expect(text).not.toContain(token);
    expect(loadedLibraries()).toContain('exporter-trace-otlp-http');
  });
});
