import { EventEyeError } from '@eventeye/core';
import type { RequestHandler } from 'express';
import { auditDoor } from '../audit/auditDoor.js';
import { callerOfAddress } from '../auth/addressCaller.js';
import { mayChange } from '../auth/mayChange.js';
import { originOf } from '../schema/requestContext.js';
import type { Services } from '../services.js';
import { countBody } from './countBody.js';
import { noSuchUpload, requireUploadId } from './uploadAddress.js';
import type { UploadArea } from './uploadArea.js';

/**
 * `PUT /uploads/{id}` with a signed address: the bytes of one announced file. Whole or nothing is kept, and sending again
 * before completing replaces what came.
 */
export function receivePut(services: Services, area: UploadArea): RequestHandler {
  const { prisma, addresses, transfers } = services;
  return async (request, response) => {
    addresses.verify(request.originalUrl);
    const caller = await callerOfAddress(services, request.query);
    mayChange(caller, 'UPLOAD', 'upload images');
    const id = requireUploadId(request.params.id);
    const { organizationId, userId } = caller;
    const upload = await prisma.pendingUpload.findFirst({
      where: { id, organizationId, userId, expiresAt: { gt: new Date() } },
    });
    if (!upload) throw noSuchUpload();
    if (upload.state === 'COMPLETED' || (upload.claimedUntil && upload.claimedUntil > new Date())) {
      throw new EventEyeError('CONFLICT', 'The upload is completed. Create a new one for another file.');
    }
    const byteLength = Number(upload.byteLength);
    const announced = request.headers['content-length'];
    if (announced !== undefined && Number(announced) !== byteLength) {
      throw new EventEyeError(
        'UPLOAD_INCOMPLETE',
        `The upload was created for ${byteLength} bytes and ${announced} are sent. Create another for this file.`,
      );
    }
    const receive = async () => {
      countBody(transfers, organizationId, request, response);
      const sha256 = await area.receive(id, request, { byteLength, sha256: upload.sha256 });
      const { count } = await prisma.pendingUpload.updateMany({
        where: { id, state: { not: 'COMPLETED' } },
        data: { state: 'RECEIVED' },
      });
      if (count > 0) return sha256;
      // It expired or was completed meanwhile.
      await area.remove(id);
      throw noSuchUpload();
    };
    const actor = { caller, origin: originOf(request) };
    const sha256 = await auditDoor(services, actor, 'receiveUpload', receive, () => ({
      entities: [{ type: 'PendingUpload', id }],
      patientIds: upload.patientId ? [upload.patientId] : [],
    }));
    response.set('Cache-Control', 'no-store').json({ uploadId: id, byteLength, sha256 });
  };
}
