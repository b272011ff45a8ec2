import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import { Server } from '@tus/server';
import type { RequestHandler } from 'express';
import { credentialsOf } from '../auth/authenticate.js';
import { mayChange } from '../auth/mayChange.js';
import { statusOfCode } from '../http/statusOfCode.js';
import { rowIdOf } from '../schema/globalId.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Caller, Log, Services } from '../services.js';
import { countBody } from './countBody.js';
import { readPieceChecksum } from './readPieceChecksum.js';
import { checksumAlgorithms, type PieceChecksum, TusStore } from './tusStore.js';
import { noSuchUpload, requireUploadId, uploadsPath } from './uploadAddress.js';
import { mismatch } from './uploadArea.js';

/** Where resumable uploads are. */
export const tusPath = `${uploadsPath}/tus`;

/** What the hooks of tus need to know of the request they are called for. */
interface Sender {
  caller: Caller;
  checksum: PieceChecksum | undefined;
}

/**
 * Resumable uploads by tus 1.0 (tus.io/protocols/resumable-upload), for the caller's token: an upload of somebody else does
 * not exist. What is finished waits to be completed by the last part of its address.
 */
export function tusRoute(services: Services, log: Log): RequestHandler {
  const { config, prisma, uploads, transfers } = services;
  const senders = new AsyncLocalStorage<Sender>();
  const store = new TusStore(
    uploads.area.directory,
    config.uploads.lifetimeMs,
    () => senders.getStore()?.checksum,
  );
  const server = new Server({
    path: tusPath,
    datastore: store,
    relativeLocation: true,
    maxSize: Math.max(config.limits.maxBytes, config.maxArchiveBytes),
    // Which sites may ask is decided in front of all routes.
    allowedOrigins: () => false,
    namingFunction: () => randomUUID(),
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const { caller } = senders.getStore()!;
      const { organizationId, userId } = caller;
      const where = { id: requireUploadId(id), organizationId, userId, expiresAt: { gt: new Date() } };
      const upload = await prisma.pendingUpload.findFirst({ where });
      if (!upload) throw noSuchUpload();
      if (request.method === 'PATCH' && upload.state !== 'OPEN') {
        throw new EventEyeError('CONFLICT', 'The upload has arrived whole. Complete it.');
      }
    },
    async onUploadCreate(_request, upload) {
      const { caller } = senders.getStore()!;
      const { filename, patientId, sha256 } = upload.metadata ?? {};
      const patient = patientId ? rowIdOf('Patient', patientId) : undefined;
      if (patient === null) {
        throw new EventEyeError(
          'NOT_FOUND',
          'There is no such patient in your organization. Check patientId.',
        );
      }
      const file = { filename: filename ?? 'upload', byteLength: upload.size ?? 0, sha256 };
      await uploads.create(caller, { patientId: patient, files: [file] }, upload.id);
      // The name is in the row; names of files can tell of patients and are not kept twice.
      return { metadata: {} };
    },
    async onUploadFinish(_request, { id }) {
      const announced = await prisma.pendingUpload.findUnique({ where: { id }, select: { sha256: true } });
      if (announced?.sha256 && announced.sha256 !== (await uploads.area.sha256Of(id))) {
        await uploads.area.remove(id);
        await prisma.pendingUpload.deleteMany({ where: { id } });
        throw mismatch();
      }
      await prisma.pendingUpload.updateMany({ where: { id, state: 'OPEN' }, data: { state: 'RECEIVED' } });
      return {};
    },
    onResponseError(_request, error) {
      if (!EventEyeError.is(error)) return undefined;
      const { code, message } = error;
      return { status_code: statusOfCode(code), body: `${JSON.stringify({ code, message })}\n` };
    },
  });
  server.on('POST_TERMINATE', (_request, _response, id) => {
    // The row of a terminated upload; where the database does not answer, the sweep removes it.
    void prisma.pendingUpload.deleteMany({ where: { id } }).catch(() => {});
  });
  return async (request, response) => {
    if (request.method === 'OPTIONS') {
      response.set('Tus-Checksum-Algorithm', checksumAlgorithms.join(','));
      return server.handle(request, response);
    }
    const caller = requireCaller(
      await requestContext(services, log, credentialsOf(request.headers), originOf(request)),
    );
    mayChange(caller, 'UPLOAD', 'upload images');
    countBody(transfers, caller.organizationId, request, response);
    const checksum = readPieceChecksum(request.headers['upload-checksum']);
    await senders.run({ caller, checksum }, () => server.handle(request as IncomingMessage, response));
  };
}
