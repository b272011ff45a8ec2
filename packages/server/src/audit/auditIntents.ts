import type { PrismaClient } from '../database/client.js';
import { describeFault } from '../schema/formatFault.js';
import type { Log } from '../services.js';
import { type AuditActor, type AuditRecord, auditBody, interrupted, noOrganization } from './auditEvent.js';
import { recordInterrupted } from './recordInterrupted.js';

/** How often a process says that it still works on what it began. */
const aliveEveryMs = 60_000;
/** Without a sign of life a process is taken for dead after it. */
const deadAfterMs = 5 * 60_000;

/**
 * Changes that were begun and are not in the audit yet. Written before the change and deleted with its event, so that a process
 * that dies between the two leaves a trace, and nothing is changed that could not be recorded.
 */
export interface AuditIntents {
  /** Writes down what is about to be tried. @returns its id, which the event settles. */
  begin(actor: AuditActor, record: AuditRecord): Promise<string>;
  /** Nothing is worked on any more for these; what is not recorded of them by now is recorded as interrupted. */
  end(ids: readonly string[]): void;
  close(): Promise<void>;
}

/** Records what processes that died left behind, and goes on doing so until closed. */
export async function openAuditIntents(
  { prisma, kind }: { prisma: PrismaClient; kind: 'embedded' | 'postgresql' },
  log: Log,
): Promise<AuditIntents> {
  const active = new Set<string>();
  const sweep = async (olderThanMs: number) => {
    const count = await recordInterrupted(prisma, olderThanMs);
    if (count > 0) log.warn({ count }, 'changes were interrupted; the audit says which');
  };
  // On the embedded database nobody else can be in the middle of one.
  await sweep(kind === 'embedded' ? 0 : deadAfterMs);
  let looking = Promise.resolve();
  const look = async () => {
    if (active.size > 0)
      await prisma.$executeRaw`UPDATE "AuditIntent" SET "aliveAt" = CURRENT_TIMESTAMP
        WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text(${JSON.stringify([...active])}::jsonb))`;
    await sweep(deadAfterMs);
  };
  const timer = setInterval(() => {
    looking = look().catch((error: unknown) =>
      log.warn(describeFault(error), 'interrupted changes could not be looked up'),
    );
  }, aliveEveryMs);
  timer.unref();
  return {
    async begin(actor, record) {
      const body = auditBody(actor, { ...record, outcome: interrupted });
      const organizationId = actor.caller?.organizationId ?? noOrganization;
      // The row's id is not the event's: a process that was taken for dead may still record its own.
      const { id } = await prisma.auditIntent.create({
        data: { id: crypto.randomUUID(), organizationId, body: JSON.stringify(body) },
        select: { id: true },
      });
      active.add(id);
      return id;
    },
    end(ids) {
      for (const id of ids) active.delete(id);
    },
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}
