import { EventEyeError } from '@eventeye/core';
import {
  type Context,
  context,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/**
 * Does some work within a span, which everything that the work begins is a part of. Attributes hold ids of rows at most: no
 * name, no MRN, no file name, no result.
 */
export async function withSpan<Value>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<Value>,
  parent: Context = context.active(),
): Promise<Value> {
  return serverTracer().startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      markFailed(span, EventEyeError.is(error) ? error.code : 'INTERNAL');
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Says that what the span stands for failed: by the stable code, never by a message, which may quote what was sent. */
export function markFailed(span: Span | undefined, code: string): void {
  span?.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR });
}

/** Asked for each time: a tracer outlives neither the SDK it came from nor the start of one. */
export function serverTracer(): Tracer {
  return trace.getTracer('@eventeye/server');
}
