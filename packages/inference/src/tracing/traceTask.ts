import { EventEyeError } from '@eventeye/core';
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Stage } from './stageClock.js';

/** What a traced task carries to the engine process, and how its stages come back. */
export interface TaskTrace {
  /** The task's place in its trace, as W3C Trace Context writes it. */
  traceparent: string;
  /** Called when the engine process has answered. */
  onStages(stages: Stage[]): void;
}

/**
 * Runs one task of the engine within a span of its own, with a child for each stage that the engine process reports. Where
 * nobody records traces, `work` gets no trace and nothing is measured for it. A failure leaves its stable code, no text.
 */
export async function traceTask<Value>(
  operation: string,
  work: (taskTrace?: TaskTrace) => Promise<Value>,
): Promise<Value> {
  const tracer = trace.getTracer('@eventeye/inference');
  const span = tracer.startSpan(`engine ${operation}`);
  if (!span.isRecording()) return work();
  const within = trace.setSpan(context.active(), span);
  let stages: Stage[] = [];
  let failure: string | undefined;
  try {
    return await work({ traceparent: traceparentOf(span), onStages: (reported) => (stages = reported) });
  } catch (error) {
    failure = EventEyeError.is(error) ? error.code : 'INTERNAL';
    throw error;
  } finally {
    for (const [i, { name, startMs, endMs }] of stages.entries()) {
      const child = tracer.startSpan(name, { startTime: startMs }, within);
      // A task ends with the stage that failed.
      if (failure && i === stages.length - 1) fail(child, failure);
      child.end(endMs);
    }
    if (failure) fail(span, failure);
    span.end();
  }
}

function fail(span: Span, code: string): void {
  span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR });
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
