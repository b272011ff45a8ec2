import { EventEyeError } from '@eventeye/core';
import type { Request, RequestHandler, Response } from 'express';
import type { Caller, Services } from '../services.js';
import { foreignOrigin, isOwn } from './foreignOrigin.js';

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
const preflightSeconds = 600;
/** What pages may send. The tokens are in `Authorization`; cookies there are none. */
const requestHeaders = [
  'Accept-Language',
  'Apollo-Require-Preflight',
  'Apollographql-Client-Name',
  'Apollographql-Client-Version',
  'Authorization',
  'Content-Type',
  'EventEye-Embed-Nonce',
  'If-None-Match',
  'Last-Event-ID',
  'Range',
  'Traceparent',
  'Tracestate',
  'Tus-Resumable',
  'Upload-Checksum',
  'Upload-Concat',
  'Upload-Defer-Length',
  'Upload-Length',
  'Upload-Metadata',
  'Upload-Offset',
  'X-Apollo-Operation-Name',
  'X-GraphQL-Event-Stream-Token',
  'X-HTTP-Method-Override',
  'X-Requested-With',
].join(', ');
/** What pages may read beside the body. */
const responseHeaders = [
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'EventEye-Cost',
  'EventEye-Cost-Limit',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Tus-Extension',
  'Tus-Max-Size',
  'Tus-Resumable',
  'Tus-Version',
  'Upload-Expires',
  'Upload-Length',
  'Upload-Metadata',
  'Upload-Offset',
  'X-Trace-Id',
].join(', ');

/**
 * Lets pages of other origins use the API (Fetch standard, CORS protocol). A preflight brings no token, so it is granted to
 * every origin that anyone here names; once there is a caller, `requestContext` refuses the origins of other organizations.
 */
export function crossOrigin({ origins, config }: Pick<Services, 'origins' | 'config'>): RequestHandler {
  return async (request, response, next) => {
    response.vary('Origin');
    const origin = foreignOrigin(request);
    if (!origin || isOwn(origin, config.publicUrl)) return next();
    const known = await origins.known(origin);
    if (known) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': responseHeaders,
      });
    }
    if (!isPreflight(request)) return next();
    if (!known) throw refusal(origin);
    response
      .status(204)
      .set({
        'Access-Control-Allow-Methods': methods,
        'Access-Control-Allow-Headers': requestHeaders,
        'Access-Control-Max-Age': String(preflightSeconds),
      })
      .end();
  };
}

/** Takes an answer about the caller's data back from pages of origins that their organization does not name. */
export async function keepFromOthers(
  { origins, config }: Pick<Services, 'origins' | 'config'>,
  request: Request,
  response: Response,
  caller: Caller,
): Promise<void> {
  const origin = foreignOrigin(request);
  if (!origin || isOwn(origin, config.publicUrl) || (await origins.allows(caller, origin))) return;
  response.removeHeader('Access-Control-Allow-Origin');
}

/** Why a page may not use the API on behalf of its user. */
export function refusal(origin: string): EventEyeError {
  return new EventEyeError(
    'FORBIDDEN',
    `Pages of ${origin} may not use this API for your organization. An administrator adds the origin with setAllowedOrigins.`,
  );
}

function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}
