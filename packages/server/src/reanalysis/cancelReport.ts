import { EventEyeError, isFinal } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import type { PrismaClient, ReanalysisReport } from '../database/client.js';
import type { Caller } from '../services.js';

/**
 * Cancels a report that is not final; what it has found stays. An image that is being computed ends without a trace.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND.
 */
export async function cancelReport(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
): Promise<ReanalysisReport> {
  mayAdminister(caller, 'cancel re-analysis reports');
  const where = { id, organizationId: caller.organizationId };
  const report = await prisma.reanalysisReport.findFirst({ where });
  if (!report) throw new EventEyeError('NOT_FOUND', 'There is no such report. Look the reports up again.');
  if (isFinal(report.status)) return report;
  await prisma.reanalysisReport.updateMany({
    where: { ...where, status: { in: ['QUEUED', 'RUNNING'] } },
    data: { status: 'CANCELED', finishedAt: new Date() },
  });
  return prisma.reanalysisReport.findUniqueOrThrow({ where: { id } });
}
