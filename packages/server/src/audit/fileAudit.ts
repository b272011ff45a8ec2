import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Bounds } from '../access/bounds.js';
import { visibleAnalyses, visibleImages, visibleSeries } from '../access/visibleRows.js';
import { originOf } from '../schema/requestContext.js';
import type { Caller, Services } from '../services.js';
import { recordAudit } from './recordAudit.js';
import { unrecorded } from './unrecorded.js';

/** Who turns the pages of a series is recorded once for it. */
const againMs = 15 * 60_000;

/**
 * Records who fetches a file of a patient, before a byte of it leaves: each original and each report, and pictures once in
 * a quarter of an hour for a person, patient and address.
 *
 * @param callerOf of a request whose address was verified.
 */
export function auditFiles(
  { prisma }: Pick<Services, 'prisma'>,
  callerOf: (response: Response) => Caller,
): RequestHandler {
  const patients = new LRUCache<string, string>({ max: 20_000 });
  const recent = new LRUCache<string, true>({ max: 50_000, ttl: againMs });
  return async (request: Request, response, next) => {
    const [, kind = '', id = '', what = ''] = /^\/(\w+)\/([0-9a-f-]{36})\/([\w.-]+)/.exec(request.path) ?? [];
    const type = entityTypes[kind];
    if (!type) return next();
    const caller = callerOf(response);
    const { only } = caller.token;
    const key = [id, caller.organizationId, only?.patientId, only?.studyId].join(' ');
    let patientId = patients.get(key);
    if (!patientId) {
      patientId = await type.patientOf(prisma, caller, id);
      // What is not there is answered so further on.
      if (!patientId) return next();
      patients.set(key, patientId);
    }
    const origin = originOf(request);
    const isPicture = !/original|\.dcm|report|capture/i.test(request.path);
    const once = `${caller.userId} ${caller.token.id} ${patientId} ${origin.address}`;
    if (isPicture && recent.has(once)) return next();
    const record = {
      type: isPicture ? 'PICTURES_VIEWED' : 'FILE_DOWNLOADED',
      action: 'R' as const,
      entities: [{ type: type.name, id }],
      patientIds: [patientId],
      details: { file: what },
    };
    try {
      await recordAudit(prisma, { caller, origin }, [record]);
    } catch (cause) {
      throw unrecorded(cause);
    }
    if (isPicture) recent.set(once, true);
    next();
  };
}

type Find = (prisma: Services['prisma'], bounds: Bounds, id: string) => Promise<string | undefined>;

// What does not exist for the caller is not recorded as seen, and its patient is not told to their organization's audit.
const entityTypes: Readonly<Record<string, { name: string; patientOf: Find }>> = {
  images: {
    name: 'MedicalImage',
    patientOf: async (prisma, bounds, id) =>
      (
        await prisma.medicalImage.findFirst({
          where: { id, ...visibleImages(bounds) },
          select: { patientId: true },
        })
      )?.patientId,
  },
  analyses: {
    name: 'Analysis',
    patientOf: async (prisma, bounds, id) =>
      (
        await prisma.analysis.findFirst({
          where: { id, ...visibleAnalyses(bounds) },
          select: { patientId: true },
        })
      )?.patientId,
  },
  series: {
    name: 'Series',
    patientOf: async (prisma, bounds, id) =>
      (
        await prisma.series.findFirst({
          where: { id, ...visibleSeries(bounds) },
          select: { study: { select: { patientId: true } } },
        })
      )?.study.patientId,
  },
};
