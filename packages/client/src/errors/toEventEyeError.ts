import { CombinedGraphQLErrors, CombinedProtocolErrors, ServerError } from '@apollo/client/errors';
import { type ErrorCode, EventEyeError, isErrorCode } from '@eventeye/core';

/** An error as GraphQL answers carry it. */
export interface GraphqlFault {
  message: string;
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Whatever went wrong, as the one error type of EventEye: answers of the server keep their code, a connection that
 * failed becomes NETWORK_FAILED, an aborted call stays the reason it was aborted with.
 */
export function toEventEyeError(error: unknown): unknown {
  if (EventEyeError.is(error) || isAbort(error)) return error;
  if (CombinedGraphQLErrors.is(error) || CombinedProtocolErrors.is(error))
    return ofFaults(error.errors, error);
  if (ServerError.is(error)) return ofResponse(error.statusCode, error.bodyText, error);
  return new EventEyeError(
    'NETWORK_FAILED',
    'The server can not be reached. Check the connection and the address.',
    {
      cause: error,
    },
  );
}

/** The failure of an HTTP answer that is no 2xx: what its body says when it is GraphQL's, else its status. */
export function ofResponse(status: number, body: string, cause?: unknown): EventEyeError {
  const faults = faultsIn(body);
  if (faults) return ofFaults(faults, cause);
  const message =
    status === 413
      ? 'The request is too large for the server or a proxy before it. Send fewer files in one request.'
      : `The server or a proxy before it answered with HTTP ${status}. Check the address; try again.`;
  return new EventEyeError('NETWORK_FAILED', message, { cause });
}

/** The first of the errors of a GraphQL answer. */
export function ofFaults(faults: readonly GraphqlFault[], cause?: unknown): EventEyeError {
  const { message = 'The server answered with an error.', extensions = {} } = faults[0] ?? {};
  const { inputPath, retryAfterSeconds } = extensions;
  return new EventEyeError(codeOf(extensions.code), message, {
    cause,
    ...(Array.isArray(inputPath) && { path: inputPath.map(String) }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  });
}

/** Our codes as they are; GraphQL's own about the request; a code of a newer server becomes INTERNAL. */
export function codeOf(code: unknown): ErrorCode {
  if (typeof code !== 'string') return 'INTERNAL';
  if (isErrorCode(code)) return code;
  return code.startsWith('GRAPHQL_') || code === 'BAD_USER_INPUT' || code === 'BAD_REQUEST'
    ? 'VALIDATION_FAILED'
    : 'INTERNAL';
}

function faultsIn(body: string): GraphqlFault[] | undefined {
  try {
    const { errors } = JSON.parse(body) as { errors?: GraphqlFault[] };
    return Array.isArray(errors) && errors.length > 0 ? errors : undefined;
  } catch {
    return undefined;
  }
}

function isAbort(error: unknown): boolean {
  const name = (error as { name?: unknown } | null)?.name;
  return name === 'AbortError' || name === 'TimeoutError';
}
