import type { Services } from '../services.js';
import type { AuditActor, AuditRecord } from './auditEvent.js';
import { markRecorded } from './auditRefusals.js';
import { meaningOf } from './auditVocabulary.js';
import { recordAudit } from './recordAudit.js';
import { codeOf } from './refusals.js';
import { unrecorded } from './unrecorded.js';

/**
 * Does what a door outside GraphQL and REST was asked for, and records it, whether it succeeded or failed, before the answer leaves.
 * For what stores nothing in the record of a patient yet: what does so is an `auditChange`.
 *
 * @throws EventEyeError AUDIT_UNAVAILABLE, and what `work` throws.
 */
export async function auditDoor<Result>(
  { prisma }: Pick<Services, 'prisma'>,
  actor: AuditActor,
  operation: string,
  work: () => Promise<Result>,
  describe: (result: Result | undefined) => Partial<AuditRecord> = () => ({}),
  organizationId: string | null = actor.caller?.organizationId ?? null,
): Promise<Result> {
  const record = async (outcome: Partial<AuditRecord>) => {
    const { details, ...more } = outcome;
    const event = { ...meaningOf(operation), ...more, details: { ...details, operation } };
    await recordAudit(prisma, actor, [event], organizationId).catch((cause: unknown) => {
      throw unrecorded(cause);
    });
  };
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await record({ ...describe(undefined), outcome: codeOf(error) });
    markRecorded(error);
    throw error;
  }
  await record(describe(result));
  return result;
}
