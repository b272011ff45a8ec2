import { authenticate } from '../auth/authenticate.js';
import type { Log, Services } from '../services.js';
import type { RequestContext } from './context.js';
import { preferredLanguage } from './language.js';

/** The context of one request, from what its headers (or the parameters of its WebSocket) say. */
export async function requestContext(
  services: Services,
  log: Log,
  headers: { authorization?: unknown; acceptLanguage?: unknown },
): Promise<RequestContext> {
  const { caller, rejection } = await authenticate(services.secret, headers.authorization);
  return { services, caller, rejection, language: preferredLanguage(headers.acceptLanguage), log };
}
