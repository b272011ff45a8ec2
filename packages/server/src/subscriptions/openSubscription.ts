import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { recordNotes } from '../audit/auditNotes.js';
import { noteRefusedFields } from '../audit/refusals.js';
import type { RequestContext } from '../schema/context.js';
import type { StandingCaller } from './standingCaller.js';

/**
 * `subscribe` of graphql-js, with the caller's rights looked at between an event and what is told of it: an event may come
 * hours after the subscription.
 *
 * The iterator throws why it ends: the caller's rights, or the error of the root field, after which there is nothing to tell
 * (the row is gone, or not theirs any more). `return()` ends it also while it waits.
 */
export async function openSubscription(
  args: ExecutionArgs,
  standing: Pick<StandingCaller, 'now'>,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const context = args.contextValue as RequestContext;
  const events = await createSourceEventStream(args);
  if (!isIterable(events)) {
    noteRefusedFields(context, events.errors);
    await recordNotes(context, args.operationName ?? null);
    return events;
  }
  const source = events[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      try {
        const event = await source.next();
        if (event.done) return { done: true, value: undefined };
        context.caller = await standing.now();
        const result = await execute({ ...args, rootValue: event.value });
        await recordNotes(context, args.operationName ?? null);
        if (!result.data && result.errors?.[0]) throw result.errors[0];
        return { done: false, value: result };
      } catch (error) {
        await source.return?.();
        throw error;
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

function isIterable(value: ExecutionResult | AsyncIterable<unknown>): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}
