import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { analysisJob } from '../queue/analysisJob.js';
import type { TakenJob } from '../queue/openQueue.js';
import { withSpan } from './withSpan.js';

/** What a job carries of the trace it was requested in, as W3C Trace Context writes it. Nothing where none is recorded. */
export interface JobTrace {
  traceparent?: string;
  tracestate?: string;
}

const destination = {
  'messaging.system': 'pg-boss',
  'messaging.destination.name': analysisJob.name,
} as const;

/** Adds jobs to the queue within a PRODUCER span, by OpenTelemetry's conventions for messaging. */
export function sendJobs<Value>(
  count: number,
  add: (jobTrace: JobTrace, span: Span) => Promise<Value>,
): Promise<Value> {
  const attributes = {
    ...destination,
    'messaging.operation.name': 'send',
    'messaging.operation.type': 'send',
    ...(count > 1 && { 'messaging.batch.message_count': count }),
  };
  return withSpan(`send ${analysisJob.name}`, { kind: SpanKind.PRODUCER, attributes }, (span) => {
    const jobTrace: JobTrace = {};
    if (span.isRecording()) propagation.inject(context.active(), jobTrace);
    return add(jobTrace, span);
  });
}

/**
 * Runs a job within a CONSUMER span of the trace it was requested in, in whichever process. It is both child of and linked to
 * the sender, as the conventions have it for a message that is processed alone; each try has a span.
 */
export function processJob(job: TakenJob, run: (span: Span) => Promise<void>): Promise<void> {
  const sender = senderOf(job.data);
  const link = trace.getSpanContext(sender);
  return withSpan(
    `process ${analysisJob.name}`,
    {
      kind: SpanKind.CONSUMER,
      attributes: {
        ...destination,
        'messaging.operation.name': 'process',
        'messaging.operation.type': 'process',
        'messaging.message.id': job.id,
        'eventeye.analysis.id': job.data.analysisId,
        'eventeye.job.try': job.retryCount + 1,
      },
      ...(link && { links: [{ context: link }] }),
    },
    run,
    sender,
  );
}

/** Nothing but what the job carries: a lane that takes jobs is part of no trace. */
function senderOf({ traceparent, tracestate }: JobTrace): Context {
  const carrier = { ...(traceparent && { traceparent }), ...(tracestate && { tracestate }) };
  return propagation.extract(ROOT_CONTEXT, carrier);
}
