import type { GraphQLField } from 'graphql';
import { encodeGlobalId } from '../schema/globalId.js';
import { type Aim, argumentSets } from './generateArguments.js';
import { type Operation, operationFor } from './operation.js';
import type { Rule } from './rules.js';
import { aimAt, aimAtNothing, aimed, answer, comparable, namedScope, noteLeaks, type Walk } from './walk.js';
import type { WalkCaller } from './walkCallers.js';

/**
 * Comes in by every root field, on behalf of everyone, with ids and names of rows of organization A. Who may not see them must
 * get, word for word, what they get for an id that nobody has: not even whether it exists is told.
 */
export async function walkQueries(walk: Walk, only?: readonly string[]): Promise<void> {
  for (const field of Object.values(walk.schema.getQueryType()!.getFields())) {
    if (field.name === 'node' || (only && !only.includes(field.name))) continue;
    let wasSeen = false;
    for (const set of argumentSets(field.args)) {
      if (await walkDoor(walk, field, set, (aim) => aim)) wasSeen = true;
    }
    if (!wasSeen && !walk.expectations.empty[`Query.${field.name}`])
      walk.gaps.push(`Query.${field.name} shows nobody anything.`);
  }
}

/** Comes in by `node(id:)` with the id of every type that has rows. */
export async function walkNodes(walk: Walk): Promise<void> {
  const node = walk.schema.getQueryType()!.getFields().node!;
  for (const [typeName, rule] of Object.entries(walk.expectations.types)) {
    if (rule === 'part') continue;
    const ofType = (aim: Aim): Aim => ({ ...aim, idOf: () => aim.idOf(typeName) });
    if (!(await walkDoor(walk, node, [], ofType, typeName)))
      walk.gaps.push(`node(id:) shows nobody a ${typeName}.`);
    // The id of a row under the name of another type.
    const id = walk.world.idOf(typeName, aimed);
    if (!id) continue;
    for (const other of Object.keys(walk.expectations.types)) {
      if (other === typeName || walk.expectations.types[other] === 'part') continue;
      const mistaken = { ...aimAt(walk, aimed, 'node'), idOf: () => encodeGlobalId(other, id) };
      const operation = operationFor(walk, 'query', 'Query', node, mistaken);
      const { data } = await answer(walk, walk.schema, walk.callers[0]!, operation);
      if (data?.node) walk.leaks.push(`node(id:) gives the ${typeName} ${id} as a ${other}`);
    }
  }
}

async function walkDoor(
  walk: Walk,
  field: GraphQLField<unknown, unknown>,
  optional: string[],
  turn: (aim: Aim) => Aim,
  typeName?: string,
): Promise<boolean> {
  // What nobody declared is for nobody.
  const rule = walk.expectations.rootFields[`Query.${field.name}`] ?? (() => false);
  const typeRule = typeName === undefined ? rule : (walk.expectations.types[typeName] as Rule);
  const of = typeName ?? optional.join(', ');
  const what = `Query.${field.name}${of && `(${of})`}`;
  const ask = (aim: Aim) => {
    const operation = operationFor(walk, 'query', 'Query', field, turn(aim), { optional });
    // `Node` shows only the type at hand.
    return typeName
      ? { ...operation, text: operation.text.replace('__typename', `__typename id`) }
      : operation;
  };
  const operation = ask(aimAt(walk, aimed, 'query'));
  const unknown = ask(aimAtNothing(walk, 'query'));
  const scope = namedScope(walk, operation);
  let refused: string | undefined;
  let wasSeen = false;
  for (const who of walk.callers) {
    const sees = rule(who, scope) && typeRule(who, scope);
    const answered = await answer(walk, walk.schema, who, operation);
    // Lists hold what exists for the caller, whatever the arguments name.
    noteLeaks(walk, who, what, who.caller !== null, answered, operation.variables);
    if (sees) {
      const failure = answered.errors?.[0]?.message ?? (answered.data?.[field.name] ? null : 'null');
      if (failure) refused ??= `${what} does not answer ${who.name}, who may ask: ${failure}`;
      else wasSeen = true;
      if (!failure) for (const visited of operation.fields) walk.seen.add(visited);
    } else if (namesRow(operation)) {
      await compare(who, comparable(answered));
    }
  }
  // Arguments that nobody gets an answer to are no matter of who asks.
  if (refused && wasSeen) walk.gaps.push(refused);
  return wasSeen;

  async function compare(who: WalkCaller, told: string): Promise<void> {
    const same = comparable(await answer(walk, walk.schema, who, unknown));
    if (told !== same) walk.leaks.push(`${what} tells ${who.name} that the id exists: ${told.slice(0, 200)}`);
  }
}

const namesRow = ({ variables }: Operation) => Object.keys(variables).length > 0;
