import { type FieldNode, isNonNullType, Kind, parse, print, typeFromAST, validate, visit } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../auth/password.js';
import { seed } from '../bench/api/seed.js';
import { drawSubjects } from '../bench/api/subjects.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { decodeGlobalId, encodeGlobalId } from '../schema/globalId.js';
import { schema } from '../schema/schema.js';
import { completeUploads, createUploads } from '../uploads/testing/uploadOperations.js';
import { countStatements, type StatementCounter } from './countStatements.js';
import { type DocumentedOperation, documentedOperations, markdownFiles } from './documentedOperations.js';
import { addAdministered, addBaseSeries } from './documentedRows.js';
import { type Desk, documentedVariables } from './documentedVariables.js';
import type { Subjects } from './uiOperations.js';
import { withPages } from './withPages.js';

const lengths = [5, 20] as const;
/** Ids of the playground's collection are those of the last answers; here they are put in before each. */
const placeholder = (type: string) => `{${type}}`;
const operations = await documentedOperations(placeholder);

/** The line that is missing, or none. */
function lacking(
  { name, source, document, variables }: DocumentedOperation,
  known: readonly string[],
): string | null {
  if (variables || name in documentedVariables) return null;
  const [operation] = parse(document).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return null;
  const needed = (operation.variableDefinitions ?? [])
    .filter(({ type, defaultValue }) => {
      const given = typeFromAST(schema, type as never);
      return isNonNullType(given) && !defaultValue;
    })
    .map(({ variable }) => variable.name.value)
    .filter((variable) => !known.includes(variable) && variable !== 'first');
  if (needed.length === 0) return null;
  return `${source} prints ${name}, which nobody counts: add a line ${name} with ${needed.map((one) => `$${one}`).join(', ')} to sqlBudget/documentedVariables.ts.`;
}

const subjectNames: readonly (keyof Subjects)[] = [
  'patientId',
  'studyId',
  'seriesId',
  'seriesAnalysisId',
  'medicalImageId',
  'analysisId',
  'search',
];

describe('the operations that are printed', () => {
  it('are found in README files, docs, the SDK and the playground', () => {
    const sources = operations.map(({ source }) => source);
    expect(markdownFiles()).toEqual(expect.arrayContaining(['README.md', 'packages/server/README.md']));
    expect(sources).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/identity.md',
        'packages/server/README.md',
        'packages/client/src/operations',
        'the playground',
      ]),
    );
  });

  it.each(operations.map((one) => [`${one.source}: ${one.name}`, one] as const))(
    '%s fits the schema, and is known here',
    (_title, operation) => {
      expect(validate(schema, parse(operation.document))).toEqual([]);
      expect(lacking(operation, subjectNames)).toBeNull();
    },
  );

  it('an operation that is new is asked for', () => {
    const document = 'query Tomorrow($id: ID!) { node(id: $id) { id } }';
    const tomorrow = { source: 'docs/tomorrow.md', name: 'tomorrow', kind: 'query', document } as const;
    expect(lacking(tomorrow, subjectNames)).toMatch(/add a line tomorrow with \$id/);
  });
});

const countable = operations.filter(({ name }) => !('cannot' in (documentedVariables[name] ?? {})));

describe.runIf(databaseKinds.includes('postgresql'))('the SQL of a printed operation', () => {
  let desk: Desk;
  let counter: StatementCounter;
  beforeAll(async () => {
    const server = await startTestServer('postgresql', {
      EVENTEYE_RUN_JOBS: 'false',
      EVENTEYE_MAX_OPEN_UPLOADS: '100000',
    });
    const { caller, email, token } = await server.member('ADMIN');
    const { organizationId } = caller;
    const { prisma } = server.services;
    // Whom the README signs in.
    await prisma.user.create({
      data: {
        email: 'clinician@demo.eventeye.local',
        name: 'Demo',
        role: 'CLINICIAN',
        passwordHash: await hashPassword('eventeye-demo'),
        organizationId,
      },
    });
    const client = new pg.Client({ connectionString: server.services.config.databaseUrl });
    await client.connect();
    const others = await client.query<{ id: string }>(
      `INSERT INTO "Organization" (id, name) SELECT gen_random_uuid(), 'H' || n FROM generate_series(1, 9) n RETURNING id`,
    );
    await seed(client, [organizationId, ...others.rows.map(({ id }) => id)], { from: 0, to: 100 });
    const [drawn] = await drawSubjects(client, organizationId, 1);
    const { rows } = await client.query<{ patientId: string; medicalImageId: string; id: string }>(
      `SELECT run."patientId", analysis."medicalImageId", analysis.id FROM "SeriesAnalysis" run
       JOIN "Analysis" analysis ON analysis."seriesAnalysisId" = run.id AND analysis.status = 'SUCCEEDED'
       WHERE run."organizationId" = $1 AND run."seriesId" = $2 LIMIT 1`,
      [organizationId, rowOf(drawn!.seriesId)],
    );
    await client.end();
    // All of one patient, whose pages are full.
    const { patientId, medicalImageId, id } = rows[0]!;
    const subjects = {
      ...drawn!,
      patientId: encodeGlobalId('Patient', patientId),
      medicalImageId: encodeGlobalId('MedicalImage', medicalImageId),
      analysisId: encodeGlobalId('Analysis', id),
      search: 'MRN-',
    };
    desk = {
      server,
      token,
      email,
      password: testPassword,
      organizationId,
      subjects,
      baseSeriesId: await addBaseSeries(server, rowOf(subjects.seriesId)),
    };
    await addAdministered(desk);
    counter = countStatements();
  });
  afterAll(async () => {
    counter?.stop();
    await desk?.server.close();
  });

  async function variablesFor({ name, document, variables }: DocumentedOperation, length: number) {
    const entry = documentedVariables[name];
    const made = entry && 'variables' in entry ? await entry.variables(desk, length) : {};
    const given: Record<string, unknown> = variables
      ? { ...JSON.parse(fill(JSON.stringify(variables))), ...(variables.input ? {} : made) }
      : { ...desk.subjects, ...made };
    // A mutation that can be sent once only gets what is fresh.
    if (variables?.input && made.input)
      given.input = { ...(given.input as object), ...(made.input as object) };
    const [operation] = parse(document).definitions;
    const declared =
      operation?.kind === Kind.OPERATION_DEFINITION
        ? (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
        : [];
    return Object.fromEntries(declared.filter((one) => one in given).map((one) => [one, given[one]]));
  }

  /** The ids of the subjects where the playground puts those of the last answers. */
  function fill(text: string): string {
    return text.replace(/\{(\w+)\}/g, (whole, type: string) => {
      const name = `${type[0]!.toLowerCase()}${type.slice(1)}Id`;
      return (desk.subjects as unknown as Record<string, string>)[name] ?? whole;
    });
  }

  async function statements(operation: DocumentedOperation, length: number): Promise<number> {
    const paged = withPages(schema, operation.document, length);
    const document = operation.kind === 'mutation' ? withOutcome(paged.document) : paged.document;
    let least = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 5; attempt++) {
      const variables = { ...(await variablesFor(operation, length)), ...paged.variables };
      // Who asks is known again: changes of people make the server look once more.
      await desk.server.post('{ viewer { id } }', {}, desk.token);
      const count = await counter.of(async () => {
        if (operation.kind === 'subscription') return firstEvent(document, variables);
        const { data, errors } = await desk.server.post(document, variables, desk.token);
        expect(errors).toBeUndefined();
        if (operation.kind === 'mutation')
          for (const result of Object.values(data as Record<string, { outcomeType: string; code?: string }>))
            expect(`${result.outcomeType} ${result.code ?? ''}`).toMatch(/Payload $/);
      }, 1);
      least = Math.min(least, count);
    }
    return least;
  }

  async function firstEvent(query: string, variables: object): Promise<void> {
    const stop = new AbortController();
    const response = await fetch(`${desk.server.url}/graphql/stream`, {
      method: 'POST',
      signal: stop.signal,
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${desk.token}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    let told = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      told += Buffer.from(chunk).toString();
      if (/event: next\ndata: .*\n/.test(told)) break;
    }
    stop.abort();
    expect(told).toMatch(/"data":\{/);
  }

  it.each(countable.map((one) => [`${one.source}: ${one.name}`, one] as const))(
    '%s does not grow with the page',
    async (title, operation) => {
      const counts = [];
      for (const length of lengths) counts.push(await statements(operation, length));
      process.stdout.write(`${title}: ${counts.join(', ')} statements\n`);
      expect(counts[1], `grows with the page: ${counts.join(', ')}`).toBe(counts[0]);
    },
  );

  it('completing uploads does not grow with their number', async () => {
    const { server, token } = desk;
    const count = async (length: number) => {
      const files = phantomFiles.slice(0, length);
      const announced = await server.post(
        createUploads,
        { input: { files: files.map(({ filename, bytes }) => ({ filename, byteLength: bytes.length })) } },
        token,
      );
      const { uploads } = announced.data.createUploads as { uploads: { uploadId: string; url: string }[] };
      for (const [i, { url }] of uploads.entries())
        await fetch(`${server.url}${url}`, {
          method: 'PUT',
          body: files[i]!.bytes as Uint8Array<ArrayBuffer>,
        });
      const input = { uploadIds: uploads.map(({ uploadId }) => uploadId) };
      return counter.of(async () => {
        const { data } = await server.post(completeUploads, { input }, token);
        expect(data.completeUploads.medicalImages).toHaveLength(length);
      }, 1);
    };
    // All are stored once before, so that each time the same is found.
    await count(phantomFiles.length);
    const two = Math.min(await count(2), await count(2), await count(2));
    const six = Math.min(await count(6), await count(6), await count(6));
    process.stdout.write(`completeUploads: ${two} statements for 2, ${six} for 6\n`);
    expect(six).toBe(two);
  });
});

const rowOf = (globalId: string) => decodeGlobalId(globalId)!.id;

/** Asks every result of a mutation which member of its union it is. */
function withOutcome(document: string): string {
  const outcome = parse('{ outcomeType: __typename }').definitions[0];
  const asked = outcome?.kind === Kind.OPERATION_DEFINITION ? outcome.selectionSet.selections : [];
  return print(
    visit(parse(document), {
      OperationDefinition: (operation) => ({
        ...operation,
        selectionSet: {
          ...operation.selectionSet,
          selections: operation.selectionSet.selections.map((field) =>
            field.kind === Kind.FIELD && field.selectionSet
              ? ({
                  ...field,
                  selectionSet: {
                    ...field.selectionSet,
                    selections: [...field.selectionSet.selections, ...asked],
                  },
                } satisfies FieldNode)
              : field,
          ),
        },
      }),
    }),
  );
}
