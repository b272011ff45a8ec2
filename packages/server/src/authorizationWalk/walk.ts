import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { decodeGlobalId, encodeGlobalId } from '../schema/globalId.js';
import type { Services } from '../services.js';
import { silentLog } from '../testing/openTestDatabase.js';
import { findTraces } from './findTraces.js';
import type { Aim } from './generateArguments.js';
import type { Operation, OperationSource } from './operation.js';
import type { Rule } from './rules.js';
import { exists, type Scope } from './scopes.js';
import type { World } from './seed/seedWorld.js';
import type { WalkCaller } from './walkCallers.js';

/** The scope whose rows everybody tries to see. */
export const aimed: Scope = 'A.p1.s1';

/** What the parts of the walk share: what they walk, whom they let, and what they found. */
export interface Walk extends OperationSource {
  services: Services;
  world: World;
  callers: WalkCaller[];
  expectations: Expectations;
  /** `Type.field` and caller, tried. */
  pairs: Set<string>;
  /** `Type.field`s that somebody who may saw without an error. */
  seen: Set<string>;
  /** Sentences about what a caller got that they must not. */
  leaks: string[];
  /** Sentences about what is refused, empty or undeclared that must not be. */
  gaps: string[];
}

/** The declarations that the walk checks against; see expectations.ts. */
export interface Expectations {
  types: Readonly<Record<string, Rule | 'part'>>;
  rootFields: Readonly<Record<string, Rule>>;
  fields: Readonly<Record<string, Rule>>;
  empty: Readonly<Record<string, string>>;
}

/** An answer as a client gets it. */
export interface Answer {
  data: ExecutionResult['data'];
  errors?: ReturnType<typeof formatFault>[];
}

/** The context of a request of a caller. */
export function contextOf({ services }: Pick<Walk, 'services'>, who: WalkCaller): RequestContext {
  const { caller, rejection } = who;
  const origin = { address: '192.0.2.1', userAgent: 'walk' };
  return { services, caller, rejection, origin, language: 'en', log: silentLog };
}

/** Answers an operation for a caller; with a row, as if the row had come to the type from somewhere. */
export async function answer(
  walk: Walk,
  schema: GraphQLSchema,
  who: WalkCaller,
  { text, variables, fields }: Operation,
  row?: unknown,
): Promise<Answer> {
  for (const field of fields) walk.pairs.add(`${field} ${who.name}`);
  const { data, errors } = await execute({
    schema,
    document: parse(text),
    variableValues: variables,
    contextValue: contextOf(walk, who),
    rootValue: row,
  });
  return {
    data: data ?? null,
    ...(errors && { errors: errors.map((error) => formatFault(error, silentLog)) }),
  };
}

/** Notes everything in an answer that does not exist for the caller. @param isMet whether the rule lets the caller in. */
export function noteLeaks(
  walk: Walk,
  who: WalkCaller,
  what: string,
  isMet: boolean,
  answered: unknown,
  given: unknown,
): void {
  // Addresses name whom they were made for.
  const sent = `${JSON.stringify(given)} ${who.caller?.userId}`;
  const traces = findTraces(walk.world, answered, sent).filter(({ scope }) => !isMet || !exists(scope, who));
  if (traces.length === 0) return;
  const told = [...new Set(traces.map((trace) => trace.what))].slice(0, 3).join(', ');
  walk.leaks.push(`${what} tells ${who.name}: ${told}`);
}

/** To what the innermost row belongs that an operation's arguments name. */
export function namedScope({ world }: Pick<Walk, 'world'>, { variables }: Operation): Scope {
  const named = findTraces(world, variables).map(({ scope }) => scope);
  return named.sort((a, b) => b.length - a.length)[0] ?? aimed;
}

const unknownId = '00000000-0000-7000-8000-000000000000';

/** Arguments that name what nobody has: as `aimAt`, and no row. */
export function aimAtNothing(walk: Pick<Walk, 'world'>, fresh: string): Aim {
  const aim = aimAt(walk, aimed, fresh);
  return {
    fresh,
    cursor: cursorOf(unknownId),
    idOf(named) {
      const typename = decodeGlobalId(aim.idOf(named) ?? '')?.typename;
      return typename ? encodeGlobalId(typename, unknownId) : null;
    },
    rowIdOf: () => unknownId,
    textOf: (name) => `unknown-${name}`,
  };
}

/** Arguments that name the rows of a scope. */
export function aimAt({ world }: Pick<Walk, 'world'>, scope: Scope, fresh: string): Aim {
  const tables = world.tables.map(({ name }) => name);
  return {
    fresh,
    cursor: cursorOf(world.idOf('Patient', scope)),
    idOf(named) {
      // What is compared with a series is another one.
      if (named === 'BaseSeries') return encodeGlobalId('Series', world.idOf('Series', scope, 1)!);
      // `endpointId` is a WebhookEndpoint's, where nothing else ends in that.
      const ending = tables.filter((name) => name.endsWith(named));
      const typename = tables.includes(named) ? named : ending.length === 1 ? ending[0]! : null;
      const id = typename && world.idOf(typename, scope);
      return id ? encodeGlobalId(typename, id) : null;
    },
    rowIdOf: (table) => world.idOf(table, scope) ?? null,
    textOf: (name) =>
      tables.map((table) => world.valueOf(table, name, scope)).find((value) => value !== undefined),
  };
}

const cursorOf = (id: string | undefined) => Buffer.from(`GPC:S:${id}`).toString('base64');

/** Without what differs between two who get the same: signatures of addresses, and for whom they were made. */
export function comparable(data: unknown): string {
  return (
    JSON.stringify(data)?.replaceAll(/([?&])(expires|signature|user|token|patient|study)=[^&"]*/g, '') ?? ''
  );
}
