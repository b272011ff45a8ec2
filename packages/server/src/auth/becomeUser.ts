import type { RequestContext } from '../schema/context.js';
import { callerOf, sessionToken } from './caller.js';
import type { OpenSession } from './session.js';

/** From here on the request speaks for the user it signed in, who may then be shown to themselves. */
export function becomeUser(context: RequestContext, session: OpenSession): OpenSession {
  context.caller = callerOf(session.user, sessionToken({ id: session.sessionId }));
  context.rejection = null;
  return session;
}
