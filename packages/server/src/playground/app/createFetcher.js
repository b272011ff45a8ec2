import { createClient } from 'graphql-ws';

/**
 * Sends what GraphiQL asks for: subscriptions over WebSocket, the rest by POST. It remembers the token of a sign-in
 * for as long as the page is open, and never stores it.
 */
export function createFetcher(path) {
  let token = null;
  const withToken = (headers) => {
    const named = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    return token && !named ? { ...headers, authorization: `Bearer ${token}` } : (headers ?? {});
  };
  return async (parameters, options) => {
    const headers = withToken(options?.headers);
    if (isSubscription(options?.documentAST, parameters.operationName)) {
      const url = new URL(path, location.href);
      url.protocol = url.protocol.replace('http', 'ws');
      return createClient({ url: url.href, connectionParams: headers }).iterate(parameters);
    }
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(parameters),
    });
    const answer = await response.json();
    token = findToken(answer.data) ?? token;
    return answer;
  };
}

function isSubscription(document, operationName) {
  const operations = document?.definitions.filter((one) => one.kind === 'OperationDefinition') ?? [];
  const chosen = operations.find((one) => one.name?.value === operationName) ?? operations[0];
  return chosen?.operation === 'subscription';
}

/** Under whatever alias the sign-in was asked for. */
function findToken(data) {
  return Object.values(data ?? {}).find((value) => typeof value?.accessToken === 'string')?.accessToken;
}
