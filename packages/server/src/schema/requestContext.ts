import type { IncomingMessage } from 'node:http';
import { authenticate, type Credentials } from '../auth/authenticate.js';
import { refusal } from '../crossOrigin/crossOrigin.js';
import { foreignOrigin, isOwn } from '../crossOrigin/foreignOrigin.js';
import type { Log, Services } from '../services.js';
import type { RequestContext, RequestOrigin } from './context.js';
import { preferredLanguage } from './language.js';

/** The context of one request, from what its headers (or the parameters of its WebSocket) say. */
export async function requestContext(
  services: Services,
  log: Log,
  headers: Credentials & { acceptLanguage?: unknown },
  request: RequestOrigin,
): Promise<RequestContext> {
  const { config, origins } = services;
  const foreign = isOwn(request.foreign, config.publicUrl) ? null : (request.foreign ?? null);
  const origin = { ...request, foreign };
  const language = preferredLanguage(headers.acceptLanguage);
  const { caller, rejection } = await authenticate(services, headers);
  if (caller && foreign && !(await origins.allows(caller, foreign))) {
    return { services, caller: null, rejection: refusal(foreign), origin, language, log };
  }
  return { services, caller, rejection, origin, language, log };
}

/** Where a request came from. Express says `ip` and `host` by its setting of trusted proxies; below it is the socket's peer. */
export function originOf(
  request: IncomingMessage & { ip?: string | undefined; host?: string | undefined },
): RequestOrigin {
  return {
    address: request.ip ?? request.socket.remoteAddress ?? null,
    foreign: foreignOrigin(request),
    userAgent: request.headers['user-agent']?.slice(0, 256) ?? null,
  };
}
