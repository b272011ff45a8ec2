import { EventEyeError } from '@eventeye/core';
import type { Request, Response } from 'express';
import { type ExecutionArgs, execute, getOperationAST } from 'graphql';
import { recordNotes } from '../audit/auditNotes.js';
import { noteRefusedFields } from '../audit/refusals.js';
import { authenticate, credentialsOf } from '../auth/authenticate.js';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { openEventStream } from './eventStream.js';
import { openSubscription } from './openSubscription.js';
import { prepareOperation } from './prepareOperation.js';
import type { SocketServices } from './serveSocket.js';
import { followCaller } from './standingCaller.js';

/** Serves operations as event streams, and ends them when the server stops. */
export interface EventStreamDoor {
  handle(request: Request, response: Response): Promise<void>;
  end(): void;
}

/**
 * Subscriptions over Server-Sent Events, for networks that let no WebSocket through: protocol graphql-sse, distinct connections
 * mode. The body must be parsed. A request that is none gets an HTTP status; everything else, errors too, comes in the stream.
 */
export function eventStreamDoor({ services, log, seats, limits }: SocketServices): EventStreamDoor {
  const open = new Set<() => void>();
  let ending = false;
  const faultsOf = (errors: readonly unknown[]) => errors.map((error) => formatFault(error, log));
  return {
    async handle(request, response) {
      if (ending) return void response.status(503).set('Retry-After', '1').end();
      const sent = sentOperation(request);
      const credentials = credentialsOf(request.headers);
      const acceptLanguage = request.headers['accept-language'];
      const context = await requestContext(
        services,
        log,
        { ...credentials, acceptLanguage },
        originOf(request),
      );
      const leaveSeat = seats.take(context);
      let running: AsyncIterator<object> | undefined;
      let done = false;
      const stop = () => {
        if (done) return;
        done = true;
        leaveSeat();
        standing.stop();
        open.delete(interrupt);
        void running?.return?.()?.catch(() => {});
      };
      const interrupt = () => stream.interrupt('RESTARTING: connect again.');
      const fail = (errors: readonly unknown[]) => {
        if (!done) void stream.next({ errors: faultsOf(errors) });
        stream.complete();
        stop();
      };
      const look = () => authenticate(services, credentials);
      const standing = followCaller(context.caller, look, (reason) => fail([reason]), limits.recheckMs);
      const stream = openEventStream(response, limits, stop);
      open.add(interrupt);
      try {
        const args = await prepareOperation(sent, context);
        const result = await run(args, request, standing);
        if (!(Symbol.asyncIterator in result)) {
          const { errors, data = null } = result;
          await stream.next(errors ? { data, errors: faultsOf(errors) } : { data });
        } else {
          running = result;
          if (done) void result.return?.();
          for await (const { data, errors } of result) {
            if (done || !(await stream.next(errors ? { data, errors: faultsOf(errors) } : { data }))) break;
          }
        }
        stream.complete();
        stop();
      } catch (error) {
        if (!done) fail([error].flat());
      }
    },
    end() {
      ending = true;
      for (const interrupt of [...open]) interrupt();
    },
  };
}

async function run(args: ExecutionArgs, request: Request, standing: Parameters<typeof openSubscription>[1]) {
  const { operation } = getOperationAST(args.document, args.operationName) ?? {};
  if (operation === 'subscription') return openSubscription(args, standing);
  if (operation === 'mutation' && request.method === 'GET') {
    throw new EventEyeError('VALIDATION_FAILED', 'Mutations are not accepted by GET. Send a POST.');
  }
  const result = await execute(args);
  const context = args.contextValue as RequestContext;
  noteRefusedFields(context, result.errors);
  await recordNotes(context, args.operationName ?? null);
  return result;
}

function sentOperation(request: Request): object {
  if (request.method !== 'GET') return (request.body ?? {}) as object;
  const { query, operationName, variables, extensions } = request.query;
  return { query, operationName, variables: fromJson(variables), extensions: fromJson(extensions) };
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new EventEyeError('VALIDATION_FAILED', 'The parameters "variables" and "extensions" are JSON.');
  }
}
