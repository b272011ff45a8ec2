import { EventEyeError } from '@eventeye/core';
import { Router } from 'express';
import { z } from 'zod';
import { mayAdminister } from '../access/mayAdminister.js';
import { credentialsOf } from '../auth/authenticate.js';
import type { AuditEvent } from '../database/client.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { auditPages } from './auditPages.js';
import { recordAudit } from './recordAudit.js';
import { csvHeader, toCsv } from './toCsv.js';
import { toFhir } from './toFhir.js';
import { toJsonLine } from './toJsonLine.js';

/** Where the audit is exported. */
export const auditPath = '/audit';

const range = z.object({ from: z.coerce.date().optional(), to: z.coerce.date().optional() });

const formats: Record<string, { type: string; header: string; line(event: AuditEvent): string }> = {
  'export.csv': { type: 'text/csv; charset=utf-8', header: csvHeader, line: toCsv },
  'export.ndjson': { type: 'application/x-ndjson', header: '', line: toJsonLine },
  'export.fhir.ndjson': {
    type: 'application/fhir+ndjson',
    header: '',
    line: (event) => `${JSON.stringify(toFhir(event))}\n`,
  },
};

/**
 * `GET /audit/export.csv`, `export.ndjson` and `export.fhir.ndjson`, for administrators, with `from` and `to` as ISO 8601: the events of
 * their organization in order, as a stream. The export itself is an event, recorded first.
 */
export function exportRoutes(services: Services, log: Log): Router {
  const router = Router();
  for (const [name, { type, header, line }] of Object.entries(formats))
    router.get(`/${name}`, async (request, response) => {
      const origin = originOf(request);
      const context = await requestContext(services, log, credentialsOf(request.headers), origin);
      const caller = requireCaller(context);
      mayAdminister(caller, 'export the audit');
      const asked = range.safeParse(request.query);
      if (!asked.success)
        throw new EventEyeError('VALIDATION_FAILED', 'Give from and to as ISO 8601 times.', {
          path: ['from', 'to'],
        });
      await recordAudit(services.prisma, { caller, origin }, [
        { type: 'AUDIT_EXPORTED', action: 'R', details: { format: name } },
      ]);
      // After the attachment, which guesses a type of its own.
      response.set('Cache-Control', 'no-store').attachment(`audit-${name}`).type(type);
      if (header) response.write(header);
      for await (const page of auditPages(services.prisma, caller.organizationId, asked.data)) {
        if (response.destroyed) return;
        if (!response.write(page.map(line).join('')))
          await new Promise<void>((resolve) => {
            response.once('drain', resolve);
            response.once('close', resolve);
          });
      }
      response.end();
    });
  return router;
}
