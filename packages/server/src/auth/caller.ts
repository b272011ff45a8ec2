import type { User } from '../database/client.js';
import type { Caller, CallerToken, TokenScope } from '../services.js';

/** Everything a token can be for. */
export const allScopes: readonly TokenScope[] = ['READ', 'UPLOAD', 'ANALYZE', 'WRITE', 'ADMINISTER'];

/** The token of a signed-in person: bounded by nothing but the role. */
export function sessionToken(session: { id?: string | null; expiresAt?: Date | null } = {}): CallerToken {
  return {
    kind: 'SESSION',
    id: session.id ?? null,
    scopes: allScopes,
    only: null,
    expiresAt: session.expiresAt ?? null,
  };
}

/** The caller that a user is, with a session's token unless another is given. */
export function callerOf(
  user: Pick<User, 'id' | 'organizationId' | 'role'>,
  token: CallerToken = sessionToken(),
): Caller {
  return { userId: user.id, organizationId: user.organizationId, role: user.role, token };
}
