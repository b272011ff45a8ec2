import { isSpanContextValid, trace } from '@opentelemetry/api';

/** The trace that the present work is part of; `undefined` where none is recorded. */
export function currentTraceId(): string | undefined {
  return currentSpan()?.traceId;
}

/** What joins a log line to its trace, named as OpenTelemetry names it in logs that are not its own. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const span = currentSpan();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

function currentSpan() {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? span : undefined;
}
