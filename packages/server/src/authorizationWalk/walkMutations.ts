import type { GraphQLField } from 'graphql';
import { canAdminister } from '../access/mayAdminister.js';
import { canRead } from '../access/mayRead.js';
import { operationFor } from './operation.js';
import { changed, tableHashes } from './tableHashes.js';
import { aimAt, aimAtNothing, aimed, answer, comparable, namedScope, noteLeaks, type Walk } from './walk.js';
import type { WalkCaller } from './walkCallers.js';

type Field = GraphQLField<unknown, unknown>;

/**
 * Tries every mutation on rows of organization A. First on behalf of all who may not: they must get a refusal and change
 * nothing of it. Then on behalf of those who may, so that a refusal is known to be one and not a mistake in the arguments.
 */
export async function walkMutations(walk: Walk, only?: readonly string[]): Promise<void> {
  const mutations = Object.values(walk.schema.getMutationType()!.getFields()).filter(
    ({ name }) => !only || only.includes(name),
  );
  let tables = await tableHashes(walk.services.prisma, walk.world);
  for (const field of mutations) {
    for (const who of walk.callers) {
      if (!isLetIn(walk, field, who)) tables = await tryInVain(walk, field, who, tables);
    }
  }
  // Only now: what is allowed changes what the others would find; and what is deleted nobody finds.
  const isDeletion = ({ name }: Field) => Number(name.startsWith('delete'));
  for (const field of [...mutations].sort((a, b) => isDeletion(a) - isDeletion(b)))
    await tryAllowed(walk, field);
}

let count = 0;

function operationOf(walk: Walk, field: Field, rows: 'whole' | 'ids' | 'none' = 'whole') {
  const aim = aimAt(walk, aimed, `w${count++}`);
  return operationFor(walk, 'mutation', 'Mutation', field, aim, { rows });
}

function isLetIn(walk: Walk, field: Field, who: WalkCaller): boolean {
  const rule = walk.expectations.rootFields[`Mutation.${field.name}`];
  return rule?.(who, namedScope(walk, operationOf(walk, field))) ?? false;
}

/** @returns the tables as they are then. */
async function tryInVain(
  walk: Walk,
  field: Field,
  who: WalkCaller,
  before: Map<string, string>,
): Promise<Map<string, string>> {
  const what = `Mutation.${field.name}`;
  const operation = operationOf(walk, field);
  const answered = await answer(walk, walk.schema, who, operation);
  const after = await tableHashes(walk.services.prisma, walk.world);
  // In their own organization they may do what names no row of another.
  const atHome = who.organization === 'B' && !namesRow(operation.variables);
  noteLeaks(walk, who, what, atHome, answered, operation.variables);
  const tables = changed(before, after);
  if (tables.length > 0) walk.leaks.push(`${what} of ${who.name} changes ${tables.join(', ')} of A`);
  const outcome = outcomeOf(answered, field);
  if (outcome === 'done' && !atHome) walk.leaks.push(`${what} lets ${who.name} in`);
  if (namesRow(operation.variables)) {
    const unknown = operationFor(walk, 'mutation', 'Mutation', field, aimAtNothing(walk, `w${count++}`));
    const same = comparable(await answer(walk, walk.schema, who, unknown));
    if (comparable(answered) !== same) walk.leaks.push(`${what} tells ${who.name} that the id exists`);
  }
  return after;
}

async function tryAllowed(walk: Walk, field: Field): Promise<void> {
  const what = `Mutation.${field.name}`;
  let isDone = false;
  let refused: string | undefined;
  for (const who of walk.callers) {
    if (!isLetIn(walk, field, who)) continue;
    const operation = operationOf(walk, field, shown(who));
    const answered = await answer(walk, walk.schema, who, operation);
    noteLeaks(walk, who, what, true, answered, operation.variables);
    const outcome = outcomeOf(answered, field);
    if (outcome === 'done') {
      isDone = true;
      for (const visited of operation.fields) walk.seen.add(visited);
    } else if (!walk.expectations.empty[what] && !(isDone && field.name.startsWith('delete'))) {
      refused ??= `${what} refuses ${who.name}, who may: ${outcome}`;
    }
  }
  if (refused) walk.gaps.push(refused);
  else if (!isDone && !walk.expectations.empty[what]) walk.gaps.push(`${what} is done for nobody.`);
}

/** Who may not read gets the ids of what was made, and no more; of what is for administrators nothing. */
function shown({ caller }: WalkCaller): 'whole' | 'ids' | 'none' {
  if (!caller || canRead(caller)) return 'whole';
  return canAdminister(caller) ? 'none' : 'ids';
}

/** `done`, or the failure in words. */
function outcomeOf(
  { data, errors }: { data?: unknown; errors?: { message: string }[] },
  { name }: Field,
): string {
  const result = (data as Record<string, { __typename: string; message?: string }> | null)?.[name];
  // A conflict, or input that is not acceptable, is found behind the door.
  const isIn = /(Payload|ConflictError|UnsupportedImageError)$/.test(result?.__typename ?? '');
  if (isIn && !errors) return 'done';
  // What was done and may not be read any further comes as an error of what is beneath.
  return errors?.[0]?.message ?? `${result?.__typename}: ${result?.message}`;
}

const namesRow = (variables: unknown) => /Id"|"id"|Ids"/.test(JSON.stringify(variables));
