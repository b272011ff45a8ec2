// The ten operations of the UI on PostgreSQL with 10,000, 100,000 and 1,000,000 analyses. Prints one JSON object.
import pg from 'pg';
import { type UiOperation, uiOperations } from '../../sqlBudget/uiOperations.js';
import { median } from '../median.js';
import { startEventEye } from '../services.js';
import { type Asker, openAsker, p95 } from './askTimes.js';
import { seed } from './seed.js';
import { drawSubjects } from './subjects.js';

const [databaseUrl, sizesText = '10000,100000,1000000'] = process.argv.slice(2);
if (!databaseUrl) throw new Error('usage: main.ts <PostgreSQL URL> [analyses,…]');
const sizes = sizesText.split(',').map(Number);
const pageSize = 20;
const rounds = 3;
const asked = 100;
/** How many pages deep a walk goes; it is asked where it ends. */
const depth = 10;

const service = await startEventEye('int8', {
  DATABASE_URL: databaseUrl,
  EVENTEYE_RATE_OPERATIONS: '0',
  EVENTEYE_RATE_COST: '0',
  EVENTEYE_RATE_REQUESTS: '0',
});
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();

async function organizations(): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM "Organization" WHERE name = 'Bench'`);
  const others = await client.query<{ id: string }>(
    `INSERT INTO "Organization" (id, name) SELECT gen_random_uuid(), 'Hospital ' || n FROM generate_series(1, 9) n RETURNING id`,
  );
  return [...rows, ...others.rows].map(({ id }) => id);
}

/** Asks for pages until some pages deep and gives the cursor there. */
async function deepCursor(
  asker: Asker,
  operation: UiOperation,
  variables: object,
): Promise<string | undefined> {
  let after: string | undefined;
  for (let page = 0; page < depth; page++) {
    const { data } = await asker.ask(operation.document, {
      ...variables,
      first: pageSize,
      ...(after && { after }),
    });
    const next = operation.connection!(data).pageInfo.endCursor;
    if (!next) break;
    after = next;
  }
  return after;
}

async function measure(organizationId: string) {
  const asker = openAsker(`${new URL(service.url).origin}/graphql`, service.headers);
  const subjects = await drawSubjects(client, organizationId, asked);
  const cursors = new Map<string, string | undefined>();
  for (const operation of uiOperations)
    if (operation.connection)
      cursors.set(operation.name, await deepCursor(asker, operation, operation.variables(subjects[0]!)));
  const ask = async (operation: UiOperation, index: number) => {
    const variables = operation.variables(subjects[index]!);
    // Every third is asked deep in the list, as far as the operation has one over everything.
    const after = index % 3 === 0 && Object.keys(variables).length === 0 && cursors.get(operation.name);
    const page = operation.paged ? { first: pageSize, ...(after && { after }) } : {};
    return (await asker.ask(operation.document, { ...variables, ...page })).ms;
  };
  const figures = new Map<string, { p95: number[]; p50: number[] }>();
  for (let round = -1; round < rounds; round++) {
    const times = new Map(uiOperations.map(({ name }) => [name, [] as number[]]));
    // In turns, so that what disturbs the machine disturbs all.
    for (let index = 0; index < asked; index++)
      for (const operation of uiOperations) times.get(operation.name)!.push(await ask(operation, index));
    // The first round warms.
    if (round < 0) continue;
    for (const [name, all] of times) {
      const figure = figures.get(name) ?? { p95: [], p50: [] };
      figure.p95.push(p95(all));
      figure.p50.push(median(all));
      figures.set(name, figure);
    }
  }
  asker.close();
  return Object.fromEntries(
    [...figures].map(([name, figure]) => [name, { p95: median(figure.p95), p50: median(figure.p50) }]),
  );
}

const results: { analyses: number; patients: number; operations: Awaited<ReturnType<typeof measure>> }[] = [];
try {
  const ids = await organizations();
  let from = 0;
  for (const size of sizes) {
    const to = size / 10;
    const begun = performance.now();
    await seed(client, ids, { from, to });
    from = to;
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM "Analysis") AS analyses, (SELECT count(*)::int FROM "Patient") AS patients`,
    );
    console.error(
      `${rows[0].analyses} analyses of ${rows[0].patients} patients, seeded in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    );
    await client.query('CHECKPOINT');
    results.push({ ...rows[0], operations: await measure(ids[0]!) });
  }
} finally {
  await client.end();
  await service.stop();
}
process.stdout.write(`${JSON.stringify(results)}\n`);
