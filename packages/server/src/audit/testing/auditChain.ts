import type { Services } from '../../services.js';
import type { AuditBody } from '../auditEvent.js';

/** The events of an organization in their order, with their bodies read; and what was recorded while something was done. */
export function auditChain({ prisma }: Pick<Services, 'prisma'>, organizationId: string) {
  const chain = async () =>
    (await prisma.auditEvent.findMany({ where: { organizationId }, orderBy: { sequence: 'asc' } })).map(
      (event) => ({ ...event, body: JSON.parse(event.body) as AuditBody }),
    );
  return {
    chain,
    async during(work: () => Promise<unknown>) {
      const before = (await chain()).length;
      await work();
      return (await chain()).slice(before);
    },
  };
}
