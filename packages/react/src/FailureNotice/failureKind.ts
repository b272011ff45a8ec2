/** Why there is nothing to show, sorted by what a person can do: check the connection, sign in, or read the sentence. */
export type FailureKind = 'offline' | 'unauthorised' | 'failed';

const unauthorised = new Set(['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN']);

/** The kind of a failure by its code. */
export function failureKind(code: string): FailureKind {
  if (code === 'NETWORK_FAILED') return 'offline';
  return unauthorised.has(code) ? 'unauthorised' : 'failed';
}
