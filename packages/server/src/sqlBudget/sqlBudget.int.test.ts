import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../bench/api/seed.js';
import { drawSubjects } from '../bench/api/subjects.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { countStatements, type StatementCounter } from './countStatements.js';
import { addSilentModes } from './silentModeRows.js';
import { type Subjects, uiOperations } from './uiOperations.js';

const pageSizes = [5, 20, 100];

/** The operations that the SDK brings, each with the fragments it needs, that have a page. */
const sdkOperations = (() => {
  const folder = fileURLToPath(new URL('../../../client/src/operations', import.meta.url));
  const { definitions } = parse(
    readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('\n'),
  );
  const fragments = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const needed = (text: string, names = new Set<string>()): Set<string> => {
    for (const [, name] of text.matchAll(/\.\.\.(\w+)/g))
      if (name && fragments.has(name) && !names.has(name)) {
        names.add(name);
        needed(print(fragments.get(name)!), names);
      }
    return names;
  };
  const isPaged = (one: OperationDefinitionNode) =>
    one.operation === 'query' &&
    one.variableDefinitions?.some(({ variable }) => variable.name.value === 'first');
  return definitions.flatMap((one) => {
    if (one.kind !== Kind.OPERATION_DEFINITION || !isPaged(one)) return [];
    const text = print(one);
    const names = (one.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    return [
      {
        name: one.name!.value,
        names,
        document: [text, ...[...needed(text)].map((name) => print(fragments.get(name)!))].join('\n'),
      },
    ];
  });
})();

describe.runIf(databaseKinds.includes('postgresql'))('the SQL of an operation', () => {
  let server: TestServer;
  let token: string;
  let subjects: Subjects;
  let counter: StatementCounter;
  beforeAll(async () => {
    server = await startTestServer('postgresql', { EVENTEYE_RUN_JOBS: 'false' });
    // An administrator does all that a clinician does, and may see the lists of the administration.
    const { caller, token: signedIn } = await server.member('ADMIN');
    token = signedIn;
    await addAdministered();
    const client = new pg.Client({ connectionString: server.services.config.databaseUrl });
    await client.connect();
    const others = await client.query<{ id: string }>(
      `INSERT INTO "Organization" (id, name) SELECT gen_random_uuid(), 'H' || n FROM generate_series(1, 9) n RETURNING id`,
    );
    await seed(client, [caller.organizationId, ...others.rows.map(({ id }) => id)], { from: 0, to: 200 });
    const [drawn] = await drawSubjects(client, caller.organizationId, 1);
    // The one whose pages are full: with 160 slices.
    const { rows } = await client.query<{ patientId: string }>(
      `SELECT "patientId" FROM "SeriesAnalysis" WHERE "organizationId" = $1 LIMIT 1`,
      [caller.organizationId],
    );
    // What every patient of the seed is found by.
    subjects = { ...drawn!, patientId: encodeGlobalId('Patient', rows[0]!.patientId), search: 'MRN-' };
    await client.end();
    await addSilentModes(server, caller.organizationId, subjects.patientId, pageSizes[0]! + 1);
    counter = countStatements();
  });
  afterAll(async () => {
    counter?.stop();
    await server?.close();
  });

  /** More rows than the shortest page holds of what only administrators list. */
  async function addAdministered() {
    for (let i = 0; i <= pageSizes[0]!; i++) {
      const { data } = await server.post(
        `mutation ($key: CreateApiKeyInput!, $hook: CreateWebhookEndpointInput!) {
          key: createApiKey(input: $key) { ... on CreateApiKeyPayload { secret } }
          hook: createWebhookEndpoint(input: $hook) { ... on CreateWebhookEndpointPayload { endpoint { id } } }
        }`,
        {
          key: { name: `K${i}`, scopes: ['READ'] },
          hook: { url: `https://hooks.example.org/${i}`, events: ['IMAGE_STORED'] },
        },
        token,
      );
      await server.post(
        `mutation ($input: SendTestWebhookInput!) { sendTestWebhook(input: $input) { __typename } }`,
        { input: { endpointId: (data as { hook: { endpoint: { id: string } } }).hook.endpoint.id } },
        token,
      );
    }
  }

  async function statements(document: string, variables: object): Promise<number> {
    let nodes = 0;
    const count = await counter.of(async () => {
      const { data, errors } = await server.post(document, variables, token);
      expect(errors).toBeUndefined();
      nodes = JSON.stringify(data).split('"id"').length - 1;
    });
    expect(nodes).toBeGreaterThan(0);
    return count;
  }

  it.each(uiOperations.map((operation) => [operation.name, operation] as const))(
    '%s stays within its budget, however long the page',
    async (name, operation) => {
      const counts = [];
      for (const first of operation.paged ? pageSizes : [1]) {
        const page = operation.paged ? { first } : {};
        counts.push(await statements(operation.document, { ...operation.variables(subjects), ...page }));
      }
      process.stdout.write(`${name}: ${counts.join(', ')} statements of ${operation.statements}\n`);
      expect(new Set(counts).size, `grows with the page: ${counts.join(', ')}`).toBe(1);
      expect(counts[0]).toBeLessThanOrEqual(operation.statements);
    },
  );

  it.each(sdkOperations.map((operation) => [operation.name, operation] as const))(
    'the SDK’s %s does not grow with the page',
    async (name, { document, names }) => {
      const search = name === 'Patients' ? 'MRN-' : undefined;
      const known: Record<string, unknown> = { ...subjects, search };
      const given = Object.fromEntries(names.filter((key) => key in known).map((key) => [key, known[key]]));
      const counts = [];
      for (const first of pageSizes) counts.push(await statements(document, { ...given, first }));
      process.stdout.write(`SDK ${name}: ${counts.join(', ')} statements\n`);
      expect(new Set(counts).size, `grows with the page: ${counts.join(', ')}`).toBe(1);
    },
  );

  it('counts what is sent: a look-up for each row would be found', async () => {
    const { prisma } = server.services;
    const lookUp = (rows: number) =>
      counter.of(async () => {
        for (let i = 0; i < rows; i++) await prisma.patient.findFirst({ skip: i });
      });
    expect(await lookUp(8)).toBe((await lookUp(1)) + 7);
  });

  it('counts all rows of a list only when asked', async () => {
    const list = (fields: string) => `{ patients(first: 5) { ${fields} edges { node { id } } } }`;
    const without = await statements(list(''), {});
    expect(await statements(list('totalCount'), {})).toBe(without + 1);
  });
});
