import { createHash } from 'node:crypto';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { encodeGlobalId } from '../schema/globalId.js';
import { phantomFiles } from './testing/phantomFiles.js';
import { postGraphql, postUpload } from './testing/postGraphql.js';
import { startTestServer, type TestServer } from './testing/startTestServer.js';
import { databaseKinds } from './testing/testDatabase.js';

describe.each(databaseKinds)('on the %s database', (kind) => {
  let server: TestServer;
  let graphql: string;
  beforeAll(async () => {
    server = await startTestServer(kind);
    graphql = `${server.url}/graphql`;
  });
  afterAll(() => server.close());

  const unknownId = '0190a5de-7c11-7abc-8def-0123456789ab';

  describe('the endpoint', () => {
    it('lets a browser’s tooling introspect it', async () => {
      const answer = await server.post(getIntrospectionQuery());
      expect(answer.errors).toBeUndefined();
      expect(answer.data.__schema.types.length).toBeGreaterThan(40);
    });

    it('refuses what is too deep or too large before it touches the database', async () => {
      const { token } = await server.member('ADMIN');
      const nested = (depth: number): string =>
        depth === 0
          ? '{ id }'
          : `{ patient { medicalImages(first: 1) { edges { node ${nested(depth - 1)} } } } }`;
      const deep = await server.post(
        `query ($id: ID!) { medicalImage(id: $id) ${nested(6)} }`,
        { id: 'x' },
        token,
      );
      expect(deep.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
      const wide = await server.post(
        '{ patients(first: 100) { edges { node { medicalImages(first: 100) { edges { node { id filename } } } } } } }',
        {},
        token,
      );
      expect(wide.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    });

    it.each([
      'first: 101',
      'last: 101',
      'first: -1',
      'last: -1',
      'first: 1, after: "nonsense"',
      'after: "R1BDOlM6MQ"',
      'search: "\\u0000"',
    ])('refuses the page (%s) with VALIDATION_FAILED', async (page) => {
      const { token } = await server.member('ADMIN');
      const answer = await server.post(`{ patients(${page}) { totalCount } }`, {}, token);
      expect(answer.errors?.[0]?.extensions.code).toBe('VALIDATION_FAILED');
    });

    it('never leaks a stack or INTERNAL_SERVER_ERROR', async () => {
      const answers = [
        await server.post('{'),
        await server.post('{ nothing }'),
        await server.post('query ($id: ID!) { node(id: $id) { id } }'),
        await postGraphql(
          graphql,
          'mutation { createPatient(input: { mrn: "1", birthDate: "never" }) { __typename } }',
        ),
      ];
      for (const answer of answers) {
        const text = JSON.stringify(answer);
        expect(answer.errors?.length).toBeGreaterThan(0);
        expect(text).not.toContain('INTERNAL');
        expect(text).not.toContain('stacktrace');
      }
    });
  });

  describe('unknown ids', () => {
    it.each(['', 'junk', encodeGlobalId('MedicalImage', unknownId), encodeGlobalId('Nonsense', unknownId)])(
      '%j is null in queries and NotFoundError in mutations',
      async (id) => {
        const { token } = await server.member('CLINICIAN');
        const found = await server.post(
          `query ($id: ID!) { node(id: $id) { id } patient(id: $id) { id } study(id: $id) { id }
          medicalImage(id: $id) { id } analysis(id: $id) { id } }`,
          { id },
          token,
        );
        expect(found.errors).toBeUndefined();
        expect(new Set(Object.values(found.data))).toEqual(new Set([null]));
        const answer = await server.post(
          `mutation ($id: ID!) {
          analyzeMedicalImage(input: { medicalImageId: $id }) { __typename }
          cancelAnalysis(input: { analysisId: $id }) { __typename }
        }`,
          { id },
          token,
        );
        expect(answer.data).toEqual({
          analyzeMedicalImage: { __typename: 'NotFoundError' },
          cancelAnalysis: { __typename: 'NotFoundError' },
        });
      },
    );
  });

  describe('patients', () => {
    const create = `mutation ($input: CreatePatientInput!) {
    createPatient(input: $input) {
      __typename
      ... on CreatePatientPayload { patient { id mrn name birthDate } }
      ... on Error { code message }
    }
  }`;

    it('are added once, found and paged', async () => {
      const { token } = await server.member('CLINICIAN');
      const input = (mrn: string) => ({ input: { mrn, name: `Doe^${mrn}`, birthDate: '1970-01-31' } });
      for (const mrn of ['A-1', 'A-2', 'B-1']) {
        const answer = await server.post(create, input(mrn), token);
        expect(answer.data.createPatient).toMatchObject({ patient: { mrn, birthDate: '1970-01-31' } });
      }
      expect((await server.post(create, input('A-1'), token)).data.createPatient).toMatchObject({
        __typename: 'ConflictError',
        code: 'PATIENT_MRN_TAKEN',
      });
      const list = `query ($search: String, $after: String) {
      patients(search: $search, first: 2, after: $after) {
        totalCount edges { node { mrn } } pageInfo { hasNextPage endCursor }
      }
    }`;
      const page = (await server.post(list, {}, token)).data.patients;
      expect(page).toMatchObject({
        totalCount: 3,
        edges: [{ node: { mrn: 'B-1' } }, { node: { mrn: 'A-2' } }],
      });
      const rest = (await server.post(list, { after: page.pageInfo.endCursor }, token)).data.patients;
      expect(rest).toMatchObject({ edges: [{ node: { mrn: 'A-1' } }], pageInfo: { hasNextPage: false } });
      expect((await server.post(list, { search: 'a-' }, token)).data.patients.totalCount).toBe(2);
      expect((await server.post(list, { search: 'doe^b' }, token)).data.patients.totalCount).toBe(1);
    });

    it.each([{ mrn: ' ' }, { mrn: 'x'.repeat(65) }, { mrn: '1', birthDate: '2999-01-01' }])(
      'are refused with a ValidationError: %j',
      async (input) => {
        const { token } = await server.member('CLINICIAN');
        expect((await server.post(create, { input }, token)).data.createPatient).toMatchObject({
          __typename: 'ValidationError',
          code: 'VALIDATION_FAILED',
        });
      },
    );
  });

  describe('uploads', () => {
    it('keep the good files of a batch and say what is wrong with the others', async () => {
      const { token } = await server.member('CLINICIAN');
      const [first, second] = phantomFiles;
      const answer = await postUpload(graphql, token, [
        first!,
        { filename: 'notes.dcm', bytes: new TextEncoder().encode('not an image at all') },
        { filename: 'empty.dcm', bytes: new Uint8Array() },
        { filename: 'cut.dcm', bytes: first!.bytes.subarray(0, first!.bytes.length - 500) },
        { filename: 'huge.dcm', bytes: new Uint8Array(4 * 1024 * 1024 + 1) },
        second!,
      ]);
      const { medicalImages, rejected } = answer.data.uploadMedicalImages;
      expect(medicalImages.map((image: { filename: string }) => image.filename)).toEqual([
        first!.filename,
        second!.filename,
      ]);
      expect(medicalImages[0].sha256).toBe(createHash('sha256').update(first!.bytes).digest('hex'));
      expect(medicalImages[0].storagePath).toMatch(/^medical_images\/\d{4}\/\d\d\/\d\d\/[^/]+$/);
      const codes = Object.fromEntries(
        rejected.map(({ filename, code }: { filename: string; code: string }) => [filename, code]),
      );
      expect(codes).toEqual({
        'notes.dcm': 'IMAGE_UNSUPPORTED',
        'empty.dcm': 'IMAGE_EMPTY',
        'cut.dcm': 'DICOM_TRUNCATED',
        'huge.dcm': 'IMAGE_TOO_LARGE',
      });
    });

    it('need the header that browsers ask about', async () => {
      const { token } = await server.member('CLINICIAN');
      const answer = await postUpload(graphql, token, phantomFiles.slice(0, 1), undefined, {});
      expect(answer.status).toBe(400);
      expect(answer.errors?.[0]?.message).toContain('apollo-require-preflight');
    });

    it('without a file are a ValidationError', async () => {
      const { token } = await server.member('CLINICIAN');
      const answer = await server.post(
        'mutation { uploadMedicalImages(input: { files: [] }) { __typename ... on Error { code } } }',
        {},
        token,
      );
      expect(answer.data.uploadMedicalImages).toEqual({
        __typename: 'ValidationError',
        code: 'VALIDATION_FAILED',
      });
    });
  });

  describe('an analysis', () => {
    it('is told from its present state to its last, with result, receipt and files', async () => {
      const { token } = await server.member('CLINICIAN');
      const uploaded = await postUpload(graphql, token, phantomFiles.slice(0, 1));
      const image = uploaded.data.uploadMedicalImages.medicalImages[0];
      const asked = await server.post(
        `mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) {
        ... on AnalyzeMedicalImagePayload { analysis { id status medicalImage { id } requestedBy { role } } } } }`,
        { id: image.id },
        token,
      );
      const { analysis } = asked.data.analyzeMedicalImage;
      expect(analysis).toMatchObject({ medicalImage: { id: image.id }, requestedBy: { role: 'CLINICIAN' } });

      const states = await watchAnalysis(graphql, analysis.id, token, 'en');
      expect(states.length).toBeGreaterThan(0);
      const last = states.at(-1)!;
      expect(last.status).toBe('SUCCEEDED');
      expect(last.result.receipt.imageSha256).toBe(image.sha256);
      expect(last.result.model).toMatchObject({ name: 'tiny', isDemonstration: true });
      expect(last.result.findings.length).toBeGreaterThan(0);

      // Reconnecting after the end: the final state at once, then the end.
      const again = await watchAnalysis(graphql, analysis.id, token, 'ko');
      expect(again.map((state) => state.status)).toEqual(['SUCCEEDED']);
      expect(again[0]!.result.recommendations.join()).toMatch(/[가-힣]/);
      expect(last.result.recommendations.join()).not.toMatch(/[가-힣]/);

      const png = await fetch(new URL(last.medicalImage.pngUrl, server.url));
      expect(png.headers.get('content-type')).toBe('image/png');
      expect(png.headers.get('cache-control')).toMatch(/^private, max-age=\d+/);
      const heatmap = await fetch(new URL(last.result.heatmapUrl, server.url));
      expect(heatmap.headers.get('content-type')).toBe('image/png');
      const original = await fetch(new URL(last.medicalImage.originalUrl, server.url));
      expect(original.headers.get('content-type')).toBe('application/dicom');
      const bytes = new Uint8Array(await original.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(image.sha256);
      const unchanged = await fetch(new URL(last.medicalImage.pngUrl, server.url), {
        headers: { 'if-none-match': png.headers.get('etag')! },
      });
      expect(unchanged.status).toBe(304);
    });

    it('is told to whoever follows the patient', async () => {
      const { caller, token } = await server.member('CLINICIAN');
      const uploaded = await postUpload(graphql, token, phantomFiles.slice(0, 1));
      const [image] = uploaded.data.uploadMedicalImages.medicalImages;
      const row = (globalId: string) => Buffer.from(globalId, 'base64url').toString().split(':')[1]!;
      const earlier = await server.services.analyses.request(caller, row(image.id));
      const client = createClient({
        url: graphql.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      const told = client.iterate<{ patientActivity: { id: string; status: string } }>({
        query: 'subscription ($id: ID!) { patientActivity(patientId: $id) { id status } }',
        variables: { id: image.patient.id },
      });
      const first = (await told.next()).value?.data?.patientActivity;
      expect(first?.id).toBe(encodeGlobalId('Analysis', earlier.id));
      const later = encodeGlobalId(
        'Analysis',
        (await server.services.analyses.request(caller, row(image.id))).id,
      );
      for await (const { data } of told) {
        if (data?.patientActivity.id === later && data.patientActivity.status === 'SUCCEEDED') break;
      }
      await client.dispose();
    });

    it('of nobody, or without a token, is a typed error on the WebSocket too', async () => {
      const { token } = await server.member('CLINICIAN');
      await expect(
        watchAnalysis(graphql, encodeGlobalId('Analysis', unknownId), token, 'en'),
      ).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      await expect(
        watchAnalysis(graphql, encodeGlobalId('Analysis', unknownId), undefined, 'en'),
      ).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    });
  });

  describe('file addresses', () => {
    it('work as signed and in no other way', async () => {
      const { token } = await server.member('CLINICIAN');
      const uploaded = await postUpload(graphql, token, phantomFiles.slice(0, 2));
      const [image, other] = uploaded.data.uploadMedicalImages.medicalImages;
      const query = `query ($id: ID!) { medicalImage(id: $id) {
      pngUrl windowed: pngUrl(windowCenter: 300, windowWidth: 600) } }`;
      const asked = await server.post(query, { id: image.id }, token);
      const { pngUrl, windowed } = asked.data.medicalImage;
      const status = async (address: string) => (await fetch(new URL(address, server.url))).status;
      expect(await status(pngUrl)).toBe(200);
      expect(await status(windowed)).toBe(200);
      expect(await status(windowed.replace('windowWidth=600', 'windowWidth=601'))).toBe(403);
      const row = (globalId: string) => Buffer.from(globalId, 'base64url').toString().split(':')[1]!;
      expect(await status(pngUrl.replace(row(image.id), row(other.id)))).toBe(403);
      expect(await status(pngUrl.replace('/png', '/original'))).toBe(403);
      expect(await status(pngUrl.split('?')[0])).toBe(403);
      const expired = server.services.addresses.sign(pngUrl.split('?')[0], -120);
      const answer = await fetch(new URL(expired, server.url));
      expect(answer.status).toBe(403);
      expect(
        ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code,
      ).toBe('URL_EXPIRED');
    });
  });

  describe('health', () => {
    it('is ready once the model has answered', async () => {
      await server.services.engine.ready();
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    });
  });
});

interface State {
  status: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the query asks for.
  [field: string]: any;
}

/** Collects what analysisUpdated tells until it ends. */
function watchAnalysis(
  graphql: string,
  analysisId: string,
  token: string | undefined,
  language: string,
): Promise<State[]> {
  const client = createClient({
    url: graphql.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { ...(token && { authorization: `Bearer ${token}` }), 'accept-language': language },
  });
  const query = `subscription ($id: ID!) {
    analysisUpdated(analysisId: $id) {
      status progress
      medicalImage { pngUrl originalUrl }
      result {
        outcome confidence heatmapUrl recommendations findings { code text severity }
        biRads { categories rationale } regions { x y width height score frame }
        model { name isDemonstration metrics { name value } }
        receipt { imageSha256 inputTensorSha256 modelSha256 preprocessing runtime }
        timings { queuedMs totalMs }
      }
    }
  }`;
  return new Promise<State[]>((resolve, reject) => {
    const states: State[] = [];
    client.subscribe<{ analysisUpdated: State }>(
      { query, variables: { id: analysisId } },
      {
        next: ({ data, errors }) => {
          if (errors) reject(errors);
          else if (data) states.push(data.analysisUpdated);
        },
        error: reject,
        complete: () => resolve(states),
      },
    );
  }).finally(() => client.dispose());
}
