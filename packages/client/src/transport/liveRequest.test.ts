import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { parse } from 'graphql';
import type { Client } from 'graphql-ws';
import { expect, it, vi } from 'vitest';
import { liveRequest } from './liveRequest.js';

const operation = { query: parse('subscription { a }'), variables: {}, extensions: {} };

/** What a subscriber is told when the socket gives this reason. */
function failureFrom(reason: unknown): Promise<unknown> {
  const subscribe = (_request: unknown, sink: { error(reason: unknown): void }) => {
    sink.error(reason);
    return () => {};
  };
  const request = liveRequest({ subscribe } as unknown as Client, operation as never);
  return new Promise((resolve) => request.subscribe({ error: resolve }));
}

it('fails with an Error when the connection is lost in a runtime without a WebSocket of its own', async () => {
  vi.stubGlobal('WebSocket', undefined);
  try {
    const event = { type: 'error', target: { readyState: 3 } };
    expect(await failureFrom(event)).toMatchObject({ message: 'The WebSocket was closed.', cause: event });
  } finally {
    vi.unstubAllGlobals();
  }
});

it("passes on the server's refusal with its code", async () => {
  const failure = await failureFrom([{ message: 'No.', extensions: { code: 'FORBIDDEN' } }]);
  expect(CombinedGraphQLErrors.is(failure) && failure.errors[0]?.extensions?.code).toBe('FORBIDDEN');
});

it('tells a session that was ended from a connection that was lost', async () => {
  const failure = await failureFrom({ code: 4401, reason: 'UNAUTHENTICATED: sign in again.' });
  expect(CombinedGraphQLErrors.is(failure) && failure.errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  expect(await failureFrom({ code: 1006, reason: '' })).toMatchObject({
    message: 'The WebSocket was closed.',
  });
});
