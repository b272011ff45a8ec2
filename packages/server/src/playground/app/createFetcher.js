import { parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { send } from './send.js';

/** Sends what GraphiQL asks for: subscriptions over WebSocket, the rest by POST. */
export function createFetcher(path, session, recent) {
  return async (asked, options) => {
    const headers = options?.headers ?? {};
    const { parameters, operation } = chosenOperation(asked);
    if (operation === 'subscription') {
      return watch(path, session, recent, parameters, headers);
    }
    const answer = await send(session, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(parameters),
    });
    // In the docs, types are looked up by name.
    answer.data?.__schema?.types?.sort((one, other) => one.name.localeCompare(other.name));
    recent.note(answer.data);
    // Whoever signs in by an operation of their own is signed in on the page.
    for (const value of Object.values(answer.data ?? {})) session.adopt(value);
    return answer;
  };
}

async function* watch(path, session, recent, parameters, headers) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const token = session.accessToken();
  const connectionParams = { ...(token && { authorization: `Bearer ${token}` }), ...headers };
  const client = createClient({ url: url.href, connectionParams });
  try {
    for await (const answer of client.iterate(parameters)) {
      recent.note(answer.data);
      yield answer;
    }
  } finally {
    await client.dispose();
  }
}

/**
 * What is asked for, by the text that is sent: what GraphiQL says beside it may be about the tab before, for it reads a new text
 * a moment later.
 */
function chosenOperation(parameters) {
  const { query, operationName, ...others } = parameters;
  const operations = operationsOf(query);
  const named = operations.find((one) => one.name?.value === operationName);
  if (named || operations.length !== 1) return { parameters, operation: named?.operation };
  return { parameters: { query, ...others }, operation: operations[0].operation };
}

function operationsOf(query) {
  try {
    return parse(query).definitions.filter((one) => one.kind === 'OperationDefinition');
  } catch {
    // The server says what is wrong with it.
    return [];
  }
}
