import { EventEyeError } from '@eventeye/core';
import { Kind, type SelectionSetNode } from 'graphql';
import type { RequestContext } from '../schema/context.js';
import { unauthenticated } from '../schema/requireCaller.js';
import { operationCost, type ReadyOperation } from './operationCost.js';
import type { RateBudget } from './rateLimits.js';

/** Root fields that look at a password or a code, which somebody may be guessing. */
const guessable = new Set(['signIn', 'exchangeSignInCode', 'changePassword']);

/** What an operation costs (null when its variables do not fit) and what is left. */
export interface Admission {
  cost: number | null;
  budgets: RateBudget[];
}

/**
 * Decides whether a validated operation may run, whatever way it came: its cost, the rate of its caller, sign-ins of its
 * address, and whether the schema may be asked for.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX, VALIDATION_FAILED, QUOTA_EXCEEDED, FORBIDDEN, UNAUTHENTICATED.
 */
export async function admitOperation(operation: ReadyOperation): Promise<Admission> {
  const { context } = operation;
  const { rates, config } = context.services;
  const roots = rootFields(operation);
  if (roots.some((name) => name === '__schema' || name === '__type')) {
    refuseIntrospection(config.introspection, context);
  }
  const cost = operationCost(operation);
  const { address } = context.origin;
  const budgets = await rates.countOperation({ caller: context.caller, address }, cost ?? 1);
  const signIns = roots.filter((name) => guessable.has(name)).length;
  if (signIns > 0) await rates.countSignIns(address, signIns);
  return { cost, budgets };
}

function refuseIntrospection(policy: 'on' | 'off' | 'signed-in', context: RequestContext): void {
  if (policy === 'on' || (policy === 'signed-in' && context.caller)) return;
  if (policy === 'signed-in') throw unauthenticated(context);
  const sentence = 'Introspection is off here. Read schema.graphql of the package @eventeye/server.';
  throw new EventEyeError('FORBIDDEN', sentence);
}

/** Names of the fields of the root, with fragments spread. */
function rootFields({ document, operation }: ReadyOperation): string[] {
  const fragments = new Map(
    document.definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one.selectionSet]),
  );
  const names = (set: SelectionSetNode | undefined): string[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value;
      if (selection.kind === Kind.INLINE_FRAGMENT) return names(selection.selectionSet);
      return names(fragments.get(selection.name.value));
    });
  return names(operation.selectionSet);
}
