import { EventEyeError } from '@eventeye/core';
import { readDataset, writeAnalysisReport, writeSecondaryCapture } from '@eventeye/dicom';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { deriveKey } from '../auth/deriveKey.js';
import { callerSignal } from '../inference/callerSignal.js';
import { onceMore } from '../rendering/onceMore.js';
import { pictureKey } from '../rendering/pictureKey.js';
import { boundsOf } from '../rendering/signedForUser.js';
import { answeredFromCache } from '../rendering/validators.js';
import type { Services } from '../services.js';
import { loadReportedAnalysis } from './loadReportedAnalysis.js';
import { readPng } from './readPng.js';

/** Raised when the same analysis would be written otherwise. */
const writing = 'eventeye-report/1';
/** Longest side of a capture: as large as breast MR is, and small enough to be unpacked beside other requests. */
const captureSize = 1024;

/**
 * A succeeded analysis as DICOM, behind signed addresses: `report.dcm`, a structured report, and `attention.dcm`, a secondary
 * capture. They are written when they are asked for, always the same. Goes behind `signedForUser`.
 */
export function reportRoutes({ prisma, storage, engine, pictures, secret }: Services): Router {
  const router = Router();
  const uidKey = deriveKey(secret, 'dicom-uids');

  router.get('/analyses/:id/report.dcm', async (request, response) => {
    const { analysis, image } = await load(request, response);
    if (answeredFromCache(request, response, pictureKey(writing, 'report', analysis.id))) return;
    const source = readDataset(await storage.read(image.storagePath));
    send(response, `${analysis.id}-report.dcm`, writeAnalysisReport(source, analysis, uidKey));
  });

  router.get('/analyses/:id/attention.dcm', async (request, response) => {
    const { analysis, attention, image } = await load(request, response);
    const key = pictureKey(writing, 'attention', analysis.id);
    if (answeredFromCache(request, response, key)) return;
    const file = await pictures.get(key, callerSignal(response), async (signal) => {
      const bytes = await storage.read(image.storagePath);
      const options = { frame: analysis.frame, maxSize: captureSize };
      const png = await onceMore(() => engine.renderOverlay(bytes, attention, options, signal));
      return writeSecondaryCapture(readDataset(bytes), analysis, await readPng(png), uidKey);
    });
    send(response, `${analysis.id}-attention.dcm`, file);
  });

  function load(request: Request, response: Response) {
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success) throw new EventEyeError('NOT_FOUND', 'There is no such analysis any more.');
    return loadReportedAnalysis(prisma, id.data, boundsOf(response));
  }
  return router;
}

function send(response: Response, filename: string, file: Uint8Array): void {
  response
    .attachment(filename)
    .type('application/dicom')
    .send(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
}
