import { EventEyeError } from '@eventeye/core';
import type { ErrorRequestHandler, Request } from 'express';
import { callerOfAddress } from '../auth/addressCaller.js';
import { credentialsOf } from '../auth/authenticate.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import type { Caller, Log, Services } from '../services.js';
import { askedEntities } from './askedEntities.js';
import type { AuditRecord } from './auditEvent.js';
import { meaningOf } from './auditVocabulary.js';
import { recordAudit } from './recordAudit.js';
import { codeOf, refusalOf } from './refusals.js';
import { unrecorded } from './unrecorded.js';

/** Failures that are recorded already, where they were thrown. */
const recorded = new WeakSet<Error>();

/** Says that a failure is in the audit: what answers it further on does not record it again. */
export function markRecorded(error: unknown): void {
  if (error instanceof Error) recorded.add(error);
}

/**
 * Records whom a door refused, before the answer leaves; stands in front of what answers the failure. Who it was is looked up again
 * from the request's token or signed address: the door may have refused before it knew.
 *
 * @param operationOf name of what was asked, where the door changes something; a read is recorded as ACCESS_REFUSED.
 */
export function auditRefusals(
  services: Services,
  log: Log,
  operationOf: (request: Request) => string | null = () => null,
): ErrorRequestHandler {
  return async (error, request, response, next) => {
    if (response.headersSent || !EventEyeError.is(error) || recorded.has(error)) return next(error);
    try {
      const context = await requestContext(services, log, credentialsOf(request.headers), originOf(request));
      const isSigned = request.query.signature !== undefined || request.query.token !== undefined;
      const caller = context.caller ?? (isSigned ? await addressee(services, request) : null);
      const actor = { caller, origin: context.origin };
      const refusal = refusalOf(services, actor, codeOf(error), context.rejection !== null || isSigned);
      if (refusal) {
        const operation = operationOf(request);
        const record: AuditRecord = {
          ...refusal,
          ...(operation && meaningOf(operation)),
          entities: askedEntities({ ...request.params }),
          details: { door: doorOf(request), ...(operation && { operation }) },
        };
        await recordAudit(services.prisma, actor, [record]);
      }
    } catch (cause) {
      return next(unrecorded(cause));
    }
    next(error);
  };
}

/** For whom a signed address was made; null where the signature or the user is not good. */
async function addressee(services: Services, request: Request): Promise<Caller | null> {
  try {
    services.addresses.verify(request.originalUrl);
    return await callerOfAddress(services, request.query);
  } catch (error) {
    if (EventEyeError.is(error)) return null;
    throw error;
  }
}

const doors = ['files', 'uploads', 'audit', 'api', 'inference', 'v2', 'graphql', 'auth', 'metrics'];

/** The first part of an address, where it is one of ours: what somebody typed is not kept. */
function doorOf({ originalUrl }: Request): string {
  const [first = ''] = originalUrl.slice(1).split(/[/?]/);
  return doors.includes(first) ? first : 'other';
}
