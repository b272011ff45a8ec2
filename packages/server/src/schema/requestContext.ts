import type { IncomingMessage } from 'node:http';
import { authenticate, type Credentials } from '../auth/authenticate.js';
import type { Log, Services } from '../services.js';
import type { RequestContext, RequestOrigin } from './context.js';
import { preferredLanguage } from './language.js';

/** The context of one request, from what its headers (or the parameters of its WebSocket) say. */
export async function requestContext(
  services: Services,
  log: Log,
  headers: Credentials & { acceptLanguage?: unknown },
  origin: RequestOrigin,
): Promise<RequestContext> {
  const { caller, rejection } = await authenticate(services, headers);
  return { services, caller, rejection, origin, language: preferredLanguage(headers.acceptLanguage), log };
}

/** Where a request came from. Express says `ip` by its setting of trusted proxies; below it is the socket's peer. */
export function originOf(request: IncomingMessage & { ip?: string | undefined }): RequestOrigin {
  return {
    address: request.ip ?? request.socket.remoteAddress ?? null,
    userAgent: request.headers['user-agent']?.slice(0, 256) ?? null,
  };
}
