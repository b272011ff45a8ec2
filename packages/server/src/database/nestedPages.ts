import { getDatamodel } from '../generated/pothos.js';
import { beyondCursor, type Condition, keysOf, type OrderKey } from './beyondCursor.js';
import type { PrismaClient } from './client.js';

/**
 * The client, reading a page beneath a row where it stands in the database: a nested `take` is a LATERAL join with a LIMIT, and a nested
 * cursor a condition on the keys of the order. Without it Prisma reads every row beneath every parent and cuts the pages itself.
 * All other queries stay one statement for each relation.
 */
export function withNestedPages(prisma: PrismaClient): PrismaClient {
  const read = async ({ model, args, query }: Hook) => {
    if (args?.relationLoadStrategy || !(args?.include || args?.select)) return query(args);
    if (!some(args, ({ take }) => take !== undefined))
      return query({ ...args, relationLoadStrategy: 'query' });
    const planned = some(args, ({ cursor }) => cursor !== undefined)
      ? await withoutCursors(prisma, model, args)
      : args;
    return query({ ...planned, relationLoadStrategy: 'join' });
  };
  const hooks = ['findMany', 'findFirst', 'findFirstOrThrow', 'findUnique', 'findUniqueOrThrow'];
  const extended = prisma.$extends({
    name: 'nested pages',
    query: { $allModels: Object.fromEntries(hooks.map((hook) => [hook, read as never])) },
  });
  // It has the same methods; only hooks that nobody uses are gone.
  return extended as unknown as PrismaClient;
}

/** Part of the arguments of a read. */
interface Selection {
  take?: number;
  skip?: number;
  cursor?: { id: string };
  where?: Condition;
  orderBy?: OrderKey | readonly OrderKey[];
  include?: Record<string, unknown> | null;
  select?: Record<string, unknown> | null;
}
interface Hook {
  model: string;
  args: Selection & { relationLoadStrategy?: 'join' | 'query' };
  query(args: object): Promise<unknown>;
}

const isSelection = (field: unknown): field is Selection => typeof field === 'object' && field !== null;

/** Whether something is true of a selection anywhere beneath. */
function some({ include, select }: Selection, is: (nested: Selection) => boolean): boolean {
  return [include, select].some((fields) =>
    Object.values(fields ?? {}).some((field) => isSelection(field) && (is(field) || some(field, is))),
  );
}

/** The same arguments with every nested cursor as a condition. */
async function withoutCursors(prisma: PrismaClient, model: string, args: Selection): Promise<Selection> {
  const planned = { ...args };
  for (const key of ['include', 'select'] as const) {
    if (!args[key]) continue;
    const fields = Object.entries(args[key]).map(async ([name, field]) => {
      const type = relationsOf(model).get(name);
      if (!type || !isSelection(field)) return [name, field] as const;
      const nested = await withoutCursors(prisma, type, field);
      return [
        name,
        nested.cursor && nested.skip === 1 ? await behind(prisma, type, nested) : nested,
      ] as const;
    });
    planned[key] = Object.fromEntries(await Promise.all(fields));
  }
  return planned;
}

async function behind(prisma: PrismaClient, model: string, nested: Selection): Promise<Selection> {
  const { cursor, skip: _, where, ...page } = nested;
  const orderBy = [page.orderBy ?? { id: 'asc' as const }].flat() as OrderKey[];
  const delegate = `${model[0]!.toLowerCase()}${model.slice(1)}` as 'patient';
  const row = await prisma[delegate].findUnique({ where: cursor!, select: keysOf(orderBy) });
  // Behind a row that is gone there is nothing, as there is for Prisma.
  const beyond = row ? beyondCursor(orderBy, row, (page.take ?? 0) < 0) : { id: { in: [] } };
  return { ...page, where: { AND: [...(where ? [where] : []), beyond] } };
}

let relations: Map<string, Map<string, string>> | undefined;

/** The fields of a model that are other rows, with their models. */
function relationsOf(model: string): Map<string, string> {
  relations ??= new Map(
    Object.entries(getDatamodel().datamodel.models).map(([name, { fields }]) => [
      name,
      new Map(fields.filter(({ kind }) => kind === 'object').map((field) => [field.name, field.type])),
    ]),
  );
  return relations.get(model) ?? new Map();
}
