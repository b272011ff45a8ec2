import type { ApolloServerPlugin } from '@apollo/server';
import { context, SpanKind, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { markFailed, serverTracer } from './withSpan.js';

/** Puts the work of GraphQL over HTTP into a span of its own, which `operationSpans` describes. */
export function traceOperations(graphql: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const span = serverTracer().startSpan('GraphQL Operation', { kind: SpanKind.SERVER });
    if (!span.isRecording()) return graphql(request, response, next);
    // Before the request's own span ends.
    response.prependOnceListener('close', () => span.end());
    return context.with(trace.setSpan(context.active(), span), () => graphql(request, response, next));
  };
}

/**
 * Type and name of the operation, and the code of the first error, by OpenTelemetry's conventions for GraphQL. The document and
 * its variables are left out: they may hold a patient's data.
 */
export const operationSpans: ApolloServerPlugin = {
  async requestDidStart() {
    const span = trace.getActiveSpan();
    if (!span?.isRecording()) return;
    return {
      async didResolveOperation({ operation, operationName }) {
        const type = operation?.operation;
        if (type) span.updateName(type).setAttribute('graphql.operation.type', type);
        if (operationName) span.setAttribute('graphql.operation.name', operationName);
      },
      async willSendResponse({ response: { body } }) {
        const [error] = (body.kind === 'single' && body.singleResult.errors) || [];
        if (error) markFailed(span, String(error.extensions?.code ?? 'INTERNAL'));
      },
    };
  },
};
