import type { IncomingMessage } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import { type ExecutionArgs, execute, GraphQLError } from 'graphql';
import { type Context, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { recordNotes } from '../audit/auditNotes.js';
import { noteRefusedFields } from '../audit/refusals.js';
import { authenticate, type Credentials } from '../auth/authenticate.js';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { schema } from '../schema/schema.js';
import type { Log, Services } from '../services.js';
import { type CloseReason, closeOfLostCaller, idle, tooMany, tooSlow } from './closeCodes.js';
import { keepAlive } from './keepAlive.js';
import { openSubscription } from './openSubscription.js';
import { prepareOperation } from './prepareOperation.js';
import { followCaller, type StandingCaller } from './standingCaller.js';
import type { StreamLimits } from './streamLimits.js';
import type { StreamSeats } from './streamSeats.js';

/** What serving a WebSocket takes. */
export interface SocketServices {
  services: Services;
  log: Log;
  seats: StreamSeats;
  limits: StreamLimits;
}

interface ConnectionParams extends Record<string, unknown> {
  authorization?: unknown;
  Authorization?: unknown;
  embedNonce?: unknown;
}

/**
 * Speaks graphql-transport-ws on one WebSocket. The token comes in `connectionParams.authorization`, because browsers can not
 * set headers on a WebSocket. Each subscription has one message on its way: the next is made when the client has taken it,
 * from the row as it is then, so that a slow client costs no memory and misses no final state.
 */
export function serveSocket(
  socket: WebSocket,
  request: IncomingMessage,
  { services, log, seats, limits }: SocketServices,
): void {
  let standing: StandingCaller | undefined;
  let leaveSeat: (() => void) | undefined;
  let heardAt = performance.now();
  let connection: Context<ConnectionParams> | undefined;

  const close = ({ code, reason }: CloseReason) => {
    standing?.stop();
    socket.close(code, reason);
    // Nothing more is made ready for who is sent away.
    for (const running of Object.values(connection?.subscriptions ?? {})) {
      if (running && 'return' in running) void running.return?.(undefined);
    }
  };
  const credentialsOf = (
    params: ConnectionParams | undefined,
  ): Credentials & { acceptLanguage?: unknown } => ({
    authorization: params?.authorization ?? params?.Authorization,
    origin: request.headers.origin,
    embedNonce: params?.embedNonce,
    acceptLanguage: params?.['accept-language'] ?? request.headers['accept-language'],
  });
  const faultsOf = (errors: readonly unknown[]) => errors.map((error) => formatFault(error, log));

  const { opened } = makeServer<ConnectionParams>({
    schema,
    connectionInitWaitTimeout: limits.initTimeoutMs,
    async onConnect(context) {
      connection = context;
      const credentials = credentialsOf(context.connectionParams);
      const first = await requestContext(services, log, credentials, originOf(request));
      try {
        leaveSeat = seats.take(first);
      } catch {
        close(tooMany);
        return;
      }
      // Left while it was looked up.
      if (socket.readyState !== socket.OPEN) return leaveSeat();
      const look = () => authenticate(services, credentials);
      standing = followCaller(first.caller, look, (why) => close(closeOfLostCaller(why)), limits.recheckMs);
    },
    async onSubscribe(context, _id, payload) {
      if (Object.keys(context.subscriptions).length > limits.operationsPerSocket) {
        const sentence = `${limits.operationsPerSocket} operations are under way on this connection. End some first.`;
        const originalError = new EventEyeError('QUOTA_EXCEEDED', sentence, { retryAfterSeconds: 1 });
        return [new GraphQLError(sentence, { originalError })];
      }
      // Per operation, so that a token that expired meanwhile opens nothing new.
      const credentials = credentialsOf(context.connectionParams);
      const own = await requestContext(services, log, credentials, originOf(request));
      return prepareOperation(payload as object, own).catch((errors: GraphQLError[]) => errors);
    },
    // Queries and mutations come here too.
    execute: async (args) => {
      const result = await execute(args as ExecutionArgs);
      const context = (args as ExecutionArgs).contextValue as RequestContext;
      noteRefusedFields(context, result.errors);
      await recordNotes(context, args.operationName ?? null);
      return result;
    },
    subscribe: (args) =>
      openSubscription(args as ExecutionArgs, standing ?? { now: async () => null }) as never,
    onError: (_context, _id, _payload, errors) => faultsOf(errors),
    onNext: (_context, _id, _payload, _args, { errors, data = null }) =>
      errors ? { data, errors: faultsOf(errors) } : undefined,
  });

  const closed = opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          if (socket.bufferedAmount > limits.waitingBytes) close(tooSlow);
          // Told when the operating system has taken it.
          socket.send(text, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code = 1000, reason = '') => close({ code, reason }),
      onMessage: (heard) =>
        socket.on('message', (message) => {
          heardAt = performance.now();
          heard(String(message)).catch((error: unknown) => {
            if (socket.readyState !== socket.OPEN) return;
            const { message: reason } = formatFault(error, log);
            close({ code: 4500, reason: reason.slice(0, 120) });
          });
        }),
    },
    {},
  );
  const rest = keepAlive(socket, limits, () => {
    const busy = Object.keys(connection?.subscriptions ?? {}).length > 0;
    if (!busy && performance.now() - heardAt > limits.idleMs) close(idle);
  });
  socket.on('error', (error) => log.debug({ name: error.name }, 'a WebSocket broke'));
  socket.once('close', (code, reason) => {
    rest();
    standing?.stop();
    leaveSeat?.();
    void closed(code, String(reason)).catch(() => {});
  });
}
