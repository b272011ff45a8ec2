import { type ExecutionResult, parse, subscribe } from 'graphql';
import { formatFault } from '../schema/formatFault.js';
import { silentLog } from '../testing/openTestDatabase.js';
import { operationFor } from './operation.js';
import {
  aimAt,
  aimAtNothing,
  aimed,
  comparable,
  contextOf,
  namedScope,
  noteLeaks,
  type Walk,
} from './walk.js';
import type { WalkCaller } from './walkCallers.js';

/** Opens every subscription on rows of organization A, on behalf of everyone, and looks at the first thing that it tells. */
export async function walkSubscriptions(walk: Walk): Promise<void> {
  for (const field of Object.values(walk.schema.getSubscriptionType()?.getFields() ?? {})) {
    const what = `Subscription.${field.name}`;
    const rule = walk.expectations.rootFields[what];
    const operation = operationFor(walk, 'subscription', 'Subscription', field, aimAt(walk, aimed, 'watch'));
    const unknown = operationFor(walk, 'subscription', 'Subscription', field, aimAtNothing(walk, 'watch'));
    for (const who of walk.callers) {
      const may = rule?.(who, namedScope(walk, operation)) ?? false;
      const told = await first(walk, who, operation);
      noteLeaks(walk, who, what, may, told, operation.variables);
      const isOpen = told.data !== undefined && told.data !== null;
      if (may && (!isOpen || told.errors))
        walk.gaps.push(`${what} refuses ${who.name}, who may watch: ${told.errors?.[0]?.message}`);
      if (may && isOpen) for (const visited of operation.fields) walk.seen.add(visited);
      if (!may && isOpen) walk.leaks.push(`${what} lets ${who.name} watch`);
      if (!may && comparable(told) !== comparable(await first(walk, who, unknown)))
        walk.leaks.push(`${what} tells ${who.name} that the id exists`);
    }
  }
}

async function first(
  walk: Walk,
  who: WalkCaller,
  { text, variables, fields }: ReturnType<typeof operationFor>,
) {
  for (const field of fields) walk.pairs.add(`${field} ${who.name}`);
  const opened = await subscribe({
    schema: walk.schema,
    document: parse(text),
    variableValues: variables,
    contextValue: contextOf(walk, who),
  });
  if (!(Symbol.asyncIterator in opened)) return formatted(opened);
  try {
    // The present state is told at once, to everyone who gets this far.
    const { value } = await opened.next();
    return formatted((value as ExecutionResult | undefined) ?? {});
  } finally {
    await opened.return(undefined);
  }
}

function formatted({ data, errors }: ExecutionResult) {
  return { data, ...(errors && { errors: errors.map((error) => formatFault(error, silentLog)) }) };
}
