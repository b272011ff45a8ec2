import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

/** Ties, a result out of scope and one that failed among them. */
const probabilities = [0.9, 0.5, 0.9, 0.1, 0.5, 0.5, 0.7, null, 0.3];

describe.each(databaseKinds)('a worklist on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  /** Global ids as the whole list in one page gives them. */
  let whole: string[];
  const ask = async (args: string) => {
    const { data, errors } = await server.post(
      `{ analyses(orderBy: MOST_SUSPICIOUS, ${args}) {
        totalCount pageInfo { startCursor endCursor hasNextPage } edges { node { id medicalImage { filename } } }
      } }`,
      {},
      token,
    );
    expect(errors).toBeUndefined();
    return data.analyses as {
      totalCount: number;
      pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean };
      edges: { node: { id: string; medicalImage: { filename: string } } }[];
    };
  };
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_RUN_JOBS: 'false' });
    const clinician = await server.member('CLINICIAN');
    token = clinician.token;
    const { organizationId } = clinician.caller;
    const { prisma } = server.services;
    const patient = await prisma.patient.create({ data: { organizationId, mrn: 'W-1' } });
    const rows = [
      ...probabilities.map((value) => [value, value === null ? null : 'BENIGN'] as const),
      [0.99, 'OUT_OF_SCOPE'] as const,
    ];
    for (const [malignancyProbability, outcome] of rows) {
      const image = await prisma.medicalImage.create({
        data: {
          organizationId,
          patientId: patient.id,
          filename: String(malignancyProbability),
          kind: 'png',
          width: 1,
          height: 1,
          frameCount: 1,
          byteLength: 1,
          sha256: '',
          storagePath: crypto.randomUUID(),
        },
      });
      await prisma.analysis.create({
        data: {
          organizationId,
          patientId: patient.id,
          medicalImageId: image.id,
          status: outcome ? 'SUCCEEDED' : 'FAILED',
          outcome,
          malignancyProbability,
        },
      });
    }
    whole = (await ask('first: 100')).edges.map(({ node }) => node.id);
  });
  afterAll(() => server.close());

  it('begins with the most suspicious and leaves out what has no number to believe', async () => {
    const { edges, totalCount } = await ask('first: 100');
    expect(edges.map(({ node }) => Number(node.medicalImage.filename))).toEqual([
      0.9, 0.9, 0.7, 0.5, 0.5, 0.5, 0.3, 0.1,
    ]);
    expect(totalCount).toBe(8);
  });

  it.each([1, 2, 3])('goes on from a cursor without a gap, also among equals: pages of %i', async (size) => {
    const seen: string[] = [];
    for (let after = '', more = true; more; ) {
      const { edges, pageInfo } = await ask(`first: ${size} ${after && `, after: "${after}"`}`);
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(whole);
  });

  it.each([1, 2, 3])('goes back from a cursor in the same order: pages of %i', async (size) => {
    let seen: string[] = [];
    let before = '';
    for (let pages = 0; pages < whole.length + 1; pages++) {
      const { edges, pageInfo } = await ask(`last: ${size} ${before && `, before: "${before}"`}`);
      if (edges.length === 0) break;
      seen = [...edges.map(({ node }) => node.id), ...seen];
      before = pageInfo.startCursor;
    }
    expect(seen).toEqual(whole);
  });

  it('has nothing behind a cursor of somebody else', async () => {
    const other = await server.member('CLINICIAN');
    const { pageInfo } = await ask('first: 1');
    const { data } = await server.post(
      `{ analyses(orderBy: MOST_SUSPICIOUS, after: "${pageInfo.endCursor}") { edges { node { id } } } }`,
      {},
      other.token,
    );
    expect(data.analyses.edges).toEqual([]);
  });
});
