import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

const names = {
  'MRN-0001': 'Kim^Minji',
  'MRN-0002': 'Hong^Gildong=홍^길동=홍^길동',
  'MRN-0003': 'Müller-Lüdenscheidt^Hannelore^^Dr.',
  'mrn_x%1': 'Kimberly^Ann',
  '77-0001': null,
} as const;

describe.each(databaseKinds)('searching for patients on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    server = await startTestServer(kind);
    const clinician = await server.member('CLINICIAN');
    token = clinician.token;
    const other = await server.member('CLINICIAN');
    const { prisma } = server.services;
    for (const [mrn, name] of Object.entries(names))
      await prisma.patient.create({
        data: { organizationId: clinician.caller.organizationId, mrn, name },
      });
    await prisma.patient.create({
      data: { organizationId: other.caller.organizationId, mrn: 'MRN-0009', name: 'Kim^Other' },
    });
  });
  afterAll(() => server.close());

  async function found(search: string): Promise<string[]> {
    const { data } = await server.post(
      'query ($search: String) { patients(search: $search) { totalCount edges { node { mrn } } } }',
      { search },
      token,
    );
    const { edges, totalCount } = (
      data as { patients: { totalCount: number; edges: { node: { mrn: string } }[] } }
    ).patients;
    expect(totalCount).toBe(edges.length);
    return edges.map(({ node }) => node.mrn);
  }

  it.each([
    ['kim', ['mrn_x%1', 'MRN-0001']],
    ['KIM', ['mrn_x%1', 'MRN-0001']],
    ['minji kim', ['MRN-0001']],
    ['Kim^Min', ['MRN-0001']],
    ['inji', []],
    ['홍길', ['MRN-0002']],
    ['길동', ['MRN-0002']],
    ['ㅎ', []],
    ['gild', ['MRN-0002']],
    ['mü', ['MRN-0003']],
    ['mu\u0308ller', ['MRN-0003']],
    ['mrn-000', ['MRN-0003', 'MRN-0002', 'MRN-0001']],
    ['77-0001', ['77-0001']],
    ['mrn_x%', ['mrn_x%1']],
    ['mrn%', []],
    ['k_m', []],
    ["'; --", []],
  ])('finds by "%s"', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('gives everyone when nothing is asked for', async () => {
    expect(await found('  ')).toHaveLength(5);
  });

  it('follows a name that is corrected', async () => {
    const { prisma } = server.services;
    await prisma.patient.updateMany({ where: { mrn: '77-0001' }, data: { name: 'Late^Name' } });
    expect(await found('late')).toEqual(['77-0001']);
    await prisma.patient.updateMany({ where: { mrn: '77-0001' }, data: { name: 'Other^Name' } });
    expect(await found('late')).toEqual([]);
  });
});
