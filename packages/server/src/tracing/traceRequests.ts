import { context, propagation, type Span, SpanKind, trace } from '@opentelemetry/api';
import type { Request, RequestHandler, Response } from 'express';
import { markFailed, serverTracer } from './withSpan.js';

/** HTTP's own methods; any other text of a caller is `_OTHER`. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);

/**
 * A SERVER span for each request, by OpenTelemetry's conventions for HTTP, in the trace that the caller's `traceparent` names.
 * The answer's `x-trace-id` tells people what to look for. `url.path`, `url.query` and headers are left out: callers choose them.
 *
 * @param mounts paths whose routers know their own routes only.
 */
export function traceRequests(mounts: readonly string[]): RequestHandler {
  return (request, response, next) => {
    // Where the host program traces HTTP itself, its span is the parent.
    const parent = trace.getActiveSpan()
      ? context.active()
      : propagation.extract(context.active(), request.headers);
    const method = methods.has(request.method) ? request.method : '_OTHER';
    const span = serverTracer().startSpan(
      method === '_OTHER' ? 'HTTP' : method,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': method,
          'url.scheme': request.protocol,
          'network.protocol.version': request.httpVersion,
        },
      },
      parent,
    );
    if (!span.isRecording()) return next();
    response.set('x-trace-id', span.spanContext().traceId);
    // Also when the caller leaves before the answer.
    response.once('close', () => {
      describeAnswer(span, request, response, mounts);
      span.end();
    });
    context.with(trace.setSpan(parent, span), next);
  };
}

function describeAnswer(span: Span, request: Request, response: Response, mounts: readonly string[]): void {
  const route = routeOf(request, mounts);
  if (route) {
    const method = methods.has(request.method) ? request.method : 'HTTP';
    span.updateName(`${method} ${route}`).setAttribute('http.route', route);
  }
  if (!response.headersSent) return;
  span.setAttribute('http.response.status_code', response.statusCode);
  if (response.statusCode >= 500) markFailed(span, String(response.statusCode));
}

/** The pattern of the path; `request.baseUrl` does not do, because express has left the router when an error is answered. */
function routeOf(request: Request, mounts: readonly string[]): string | undefined {
  const path = request.originalUrl.split('?', 1)[0]!;
  const mount = mounts.find((one) => path === one || path.startsWith(`${one}/`));
  const pattern = (request.route as { path?: unknown } | undefined)?.path;
  const own = typeof pattern === 'string' ? pattern : '';
  if (!mount) return own || undefined;
  return own.startsWith(mount) ? own : `${mount}${own === '/' ? '' : own}`;
}
