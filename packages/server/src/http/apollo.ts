import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { auditPlugin } from '../audit/auditPlugin.js';
import { signInFromElsewhere } from '../crossOrigin/signInFromElsewhere.js';
import { costHeaders } from '../limits/costHeaders.js';
import { operationLimits } from '../limits/operationLimits.js';
import { persistedQueries } from '../limits/persistedQueries.js';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { schema } from '../schema/schema.js';
import type { Log, Services } from '../services.js';
import { operationSpans } from '../tracing/traceOperations.js';

/** The GraphQL server over HTTP. Our own playground takes the landing page's place. */
export function createApollo(
  services: Pick<Services, 'config' | 'operations'>,
  httpServer: Server,
  log: Log,
  drain: () => Promise<void>,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    csrfPrevention: true,
    // Whether it is answered is decided by admitOperation, which knows who asks.
    introspection: true,
    hideSchemaDetailsFromClientErrors: services.config.introspection !== 'on',
    includeStacktraceInErrorResponses: false,
    persistedQueries: persistedQueries(services),
    parseOptions: { maxTokens: operationLimits.tokens },
    formatError: (_formatted, error) => formatFault(error, log),
    stopOnTerminationSignals: false,
    // Variables of failed requests may hold a patient's data; Apollo's own log would print them.
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: 10_000 }),
      { serverWillStart: async () => ({ drainServer: drain }) },
      auditPlugin,
      costHeaders,
      signInFromElsewhere,
      operationSpans,
    ],
  });
}
