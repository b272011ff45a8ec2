import { EventEyeError } from '@eventeye/core';
import type { RequestContext } from '../schema/context.js';
import { Failure } from '../schema/errors.js';
import { askedEntities } from './askedEntities.js';
import type { AuditRecord } from './auditEvent.js';
import { noteChange } from './auditNotes.js';
import { meaningOf } from './auditVocabulary.js';
import { organizationMeant } from './organizationMeant.js';
import { unrecorded } from './unrecorded.js';

/**
 * Does work that changes something, and notes what it did or tried. That it is about to be tried is stored first: what can not be
 * recorded is not begun, and what a crash interrupts is recorded when somebody finds it.
 *
 * @param operation name of the mutation, or of the operation of another door; see auditVocabulary.ts.
 * @param given its arguments.
 * @param describe what the result says of what was changed; failures, as values too, are described here.
 * @throws EventEyeError AUDIT_UNAVAILABLE before anything is done, and what `work` throws.
 */
export async function auditChange<Result>(
  context: RequestContext,
  operation: string,
  given: unknown,
  work: () => Promise<Result>,
  describe: (result: Result) => Partial<AuditRecord> = () => ({}),
): Promise<Result> {
  const meaning = meaningOf(operation);
  const entities = askedEntities(given);
  const intent = await context.services.intents
    .begin(context, { ...meaning, entities })
    .catch((cause: unknown) => {
      throw unrecorded(cause);
    });
  const note = async (outcome: Partial<AuditRecord>) => {
    const refused = outcome.outcome !== undefined;
    const organizationId = refused ? await organizationMeant(context, operation, given) : null;
    noteChange(
      context,
      {
        ...meaning,
        ...(refused && { entities }),
        ...outcome,
        ...(organizationId && { details: { organizationId } }),
      },
      intent,
    );
  };
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await note({ outcome: EventEyeError.is(error) ? error.code : 'INTERNAL' });
    throw error;
  }
  await note(result instanceof Failure ? { outcome: result.code } : describe(result));
  return result;
}
