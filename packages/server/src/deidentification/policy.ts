import type { PrismaClient } from '../database/client.js';

/** What becomes of an organization's uploads before anything is stored. */
export type DeidentificationPolicy = 'OFF' | 'ON' | 'REQUIRED';

/** The organization's own policy, else the installation's. */
export async function deidentificationPolicy(
  prisma: PrismaClient,
  organizationId: string,
  installation: DeidentificationPolicy,
): Promise<DeidentificationPolicy> {
  const organization = await prisma.organization.findUnique({
    where: { id: organizationId },
    select: { deidentificationPolicy: true },
  });
  return organization?.deidentificationPolicy ?? installation;
}
