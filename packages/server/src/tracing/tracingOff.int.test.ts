import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { loadedLibraries } from './testing/loadedLibraries.js';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  ({ token } = await server.member('CLINICIAN'));
});
afterAll(() => server.close());

it('loads no library of OpenTelemetry, and tells nobody of a trace', async () => {
  const uploaded = await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 1));
  const [{ id }] = uploaded.data.uploadMedicalImages.medicalImages;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    },
    body: JSON.stringify({
      query:
        'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { __typename } missing }',
      variables: { id },
    }),
  });
  expect(response.headers.get('x-trace-id')).toBeNull();
  const { errors } = (await response.json()) as { errors: { extensions: object }[] };
  expect(errors[0]!.extensions).not.toHaveProperty('traceId');
  await server.post(
    'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { __typename } }',
    { id },
    token,
  );
  await vi.waitFor(
    async () =>
      expect(await server.services.prisma.analysis.count({ where: { status: 'SUCCEEDED' } })).toBe(1),
    { timeout: 20_000 },
  );
  const jobs = await server.services.prisma.$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job`;
  expect(Object.keys(jobs[0]!.data).sort()).toEqual(['analysisId', 'organizationId']);
  expect(loadedLibraries()).toEqual([]);
});
