import { type GraphQLObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphqlAnswer } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { schema } from '../schema/schema.js';
import { countReturned, type Returned } from './testing/countReturned.js';
import { addChildren, addParents, type Parents } from './testing/nestedRows.js';

const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }';
const series = (field: string) =>
  `{ patients(first: 3) { edges { node { studies(first: 1) { edges { node { series { ${field} } } } } } } } }`;
const image = (field: string) =>
  `{ patients(first: 3) { edges { node { medicalImages(first: 1) { edges { node { ${field} } } } } } } }`;

/** Every connection beneath a row, in a list of such rows; and the row by which one of them is asked alone. */
const connections: Record<string, { list: (field: string) => string; type: string; id: keyof Parents }> = {
  'Patient.studies': {
    list: (field) => `{ patients(first: 3) { edges { node { ${field} } } } }`,
    ...{ type: 'Patient', id: 'patientId' },
  },
  'Patient.medicalImages': {
    list: (field) => `{ patients(first: 3) { edges { node { ${field} } } } }`,
    ...{ type: 'Patient', id: 'patientId' },
  },
  'Patient.referenceStandards': {
    list: (field) => `{ patients(first: 3) { edges { node { ${field} } } } }`,
    ...{ type: 'Patient', id: 'patientId' },
  },
  'Series.medicalImages': { list: series, type: 'Series', id: 'seriesId' },
  'MedicalImage.analyses': { list: image, type: 'MedicalImage', id: 'imageId' },
  'MedicalImage.readings': { list: image, type: 'MedicalImage', id: 'imageId' },
  'Analysis.readings': {
    list: (field) => `{ analyses(first: 3) { edges { node { ${field} } } } }`,
    ...{ type: 'Analysis', id: 'analysisId' },
  },
  'SeriesAnalysis.analyses': {
    list: (field) => series(`latestAnalysis { ${field} }`),
    ...{ type: 'SeriesAnalysis', id: 'seriesAnalysisId' },
  },
  'ReanalysisReport.items': {
    list: (field) => `{ reanalysisReports(first: 3) { edges { node { ${field} } } } }`,
    ...{ type: 'ReanalysisReport', id: 'reportId' },
  },
};

describe('the connections beneath a row', () => {
  it('are all in this test', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLObjectType => isObjectType(type) && type.name !== 'Query',
    );
    const found = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => /Connection!?$/.test(String(field.type)))
        .map((field) => `${type.name}.${field.name}`),
    );
    expect(found.sort()).toEqual(Object.keys(connections).sort());
  });
});

describe.each(databaseKinds)('pages beneath the rows of a list, on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  let all: Parents[];
  let grow: (count: number) => Promise<void>;
  let counter: ReturnType<typeof countReturned>;
  const few = 7;
  const many = 60;
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_RUN_JOBS: 'false' });
    const admin = await server.member('ADMIN');
    ({ token } = admin);
    const { prisma } = server.services;
    const { id: modelVersionId } = await prisma.modelVersion.findFirstOrThrow();
    const { organizationId, userId } = admin.caller;
    const owner = { organizationId, userId, modelVersionId };
    all = await Promise.all([0, 1, 2].map((n) => addParents(prisma, owner, n)));
    let from = 0;
    grow = async (count) => {
      for (const parents of all) await addChildren(prisma, owner, parents, count, from);
      from += count;
    };
    await grow(few);
    counter = countReturned(kind);
  });
  afterAll(async () => {
    counter.stop();
    await server.close();
  });

  const ask = async (document: string, variables: object = {}) => {
    const { data, errors } = await server.post(document, variables, token);
    expect(errors).toBeUndefined();
    return data;
  };
  const fieldOf = (name: string, args: string) => `page: ${name.split('.')[1]}(${args})`;
  /** What the database gives for pages of two, the least of a few tries: the server asks for itself at times. */
  const cost = async (document: string) => {
    const tries: Returned[] = [];
    for (let i = 0; i < 5; i++) tries.push(await counter.of(() => ask(document)));
    const least = (of: keyof Returned) => Math.min(...tries.map((one) => one[of]));
    return { statements: least('statements'), rows: least('rows'), bytes: least('bytes') };
  };

  const before = new Map<string, Awaited<ReturnType<typeof cost>>>();
  it.each(Object.entries(connections))('%s is full', async (name, { list }) => {
    const document = list(`${fieldOf(name, 'first: 2')} { totalCount: __typename ${page} }`);
    const pages = JSON.stringify(await ask(document)).match(/"hasNextPage":true/g);
    expect(pages?.length).toBeGreaterThanOrEqual(3);
    before.set(name, await cost(document));
  });

  it.each(Object.entries(connections))(
    'the database gives no more for %s when there are more rows beneath',
    async (name, { list }) => {
      if ((await server.services.prisma.reanalysisItem.count()) < many) await grow(many);
      const document = list(`${fieldOf(name, 'first: 2')} { totalCount: __typename ${page} }`);
      const after = await cost(document);
      const { statements, rows, bytes } = before.get(name)!;
      expect(after.statements).toBe(statements);
      expect(after.rows).toBe(rows);
      // Places and numbers have more digits.
      expect(after.bytes).toBeLessThan(bytes * 1.1);
    },
  );

  it.each(Object.entries(connections))(
    '%s has every row once, forward and backward, a page at a time',
    async (name, { type, id }) => {
      const nodeId = encodeGlobalId(type, all[1]![id]);
      const read = async (args: string) => {
        const document = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fieldOf(name, args)} { ${page} } } } }`;
        let answer: GraphqlAnswer['data'];
        const { bytes } = await counter.of(async () => {
          answer = await ask(document, { id: nodeId });
        });
        const { edges, pageInfo } = answer.node.page;
        return {
          ids: edges.map(({ node }: { node: { id: string } }) => node.id) as string[],
          pageInfo,
          bytes,
        };
      };
      const whole = await read('first: 100');
      expect(whole.ids.length).toBeGreaterThan(few + many - 1);
      const forward: string[] = [];
      for (let args = 'first: 9'; ; ) {
        const { ids, pageInfo, bytes } = await read(args);
        forward.push(...ids);
        expect(bytes).toBeLessThan(whole.bytes / 2);
        if (!pageInfo.hasNextPage) break;
        args = `first: 9, after: "${pageInfo.endCursor}"`;
      }
      expect(forward).toEqual(whole.ids);
      const backward: string[] = [];
      for (let args = 'last: 9'; ; ) {
        const { ids, pageInfo } = await read(args);
        backward.unshift(...ids);
        if (!pageInfo.hasPreviousPage) break;
        args = `last: 9, before: "${pageInfo.startCursor}"`;
      }
      expect(backward).toEqual(whole.ids);
    },
  );
});
