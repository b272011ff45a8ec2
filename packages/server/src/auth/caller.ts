import type { User } from '../database/client.js';
import type { Caller } from '../services.js';

/** The caller that a user is. */
export function callerOf(user: Pick<User, 'id' | 'organizationId' | 'role'>): Caller {
  return { userId: user.id, organizationId: user.organizationId, role: user.role };
}
