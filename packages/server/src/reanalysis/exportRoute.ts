import { EventEyeError } from '@eventeye/core';
import { Router } from 'express';
import { mayAdminister } from '../access/mayAdminister.js';
import { recordAudit } from '../audit/recordAudit.js';
import { credentialsOf } from '../auth/authenticate.js';
import { decodeGlobalId } from '../schema/globalId.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { itemCsvHeader, itemCsvLine, itemPages } from './itemCsv.js';

/** Where reports are exported. */
export const reanalysisPath = '/reanalysis';

/**
 * `GET /reanalysis/{id}/items.csv`, for administrators: every image of a report of their organization, as a stream. Whose
 * data a page of it holds is recorded before the page leaves.
 */
export function reanalysisRoutes(services: Services, log: Log): Router {
  const { prisma } = services;
  const router = Router();
  router.get('/:id/items.csv', async (request, response) => {
    const origin = originOf(request);
    const context = await requestContext(services, log, credentialsOf(request.headers), origin);
    const caller = requireCaller(context);
    mayAdminister(caller, 'export re-analysis reports');
    const node = decodeGlobalId(request.params.id);
    const report =
      node?.typename === 'ReanalysisReport'
        ? await prisma.reanalysisReport.findFirst({
            where: { id: node.id, organizationId: caller.organizationId },
            include: { modelVersion: true },
          })
        : null;
    if (!report) throw new EventEyeError('NOT_FOUND', 'There is no such report. Look the reports up again.');
    const record = (patientIds: string[]) =>
      recordAudit(prisma, { caller, origin }, [
        {
          type: 'REANALYSIS_EXPORTED',
          action: 'R',
          entities: [{ type: 'ReanalysisReport', id: report.id }],
          patientIds,
        },
      ]);
    const pages = itemPages(prisma, report.id);
    let page = await pages.next();
    const patientsOf = (items: { patientId: string }[]) => [...new Set(items.map((item) => item.patientId))];
    await record(page.done ? [] : patientsOf(page.value));
    response.set('Cache-Control', 'no-store').attachment('reanalysis.csv').type('text/csv; charset=utf-8');
    response.write(itemCsvHeader);
    while (!page.done) {
      if (response.destroyed) return;
      const lines = page.value.map((item) => itemCsvLine(item, report.modelVersion)).join('');
      if (!response.write(lines))
        await new Promise<void>((resolve) => {
          response.once('drain', resolve);
          response.once('close', resolve);
        });
      page = await pages.next();
      if (!page.done) await record(patientsOf(page.value));
    }
    response.end();
  });
  return router;
}
