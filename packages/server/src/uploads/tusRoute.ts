import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import { Server } from '@tus/server';
import type { RequestHandler } from 'express';
import { auditDoor } from '../audit/auditDoor.js';
import type { AuditActor } from '../audit/auditEvent.js';
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
  origin: AuditActor['origin'];
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
      const sender = senders.getStore()!;
      const { organizationId, userId } = sender.caller;
      const where = { id: requireUploadId(id), organizationId, userId, expiresAt: { gt: new Date() } };
      const upload = await prisma.pendingUpload.findFirst({ where });
      if (!upload) throw noSuchUpload();
      if (request.method === 'PATCH' && upload.state !== 'OPEN') {
        throw new EventEyeError('CONFLICT', 'The upload has arrived whole. Complete it.');
      }
      // Before it is done: what follows can not be waited for.
      if (request.method === 'DELETE')
        await auditDoor(
          services,
          sender,
          'removeUpload',
          async () => {},
          () => ofUpload(upload),
        );
    },
    async onUploadCreate(_request, upload) {
      const sender = senders.getStore()!;
      const { filename, patientId, sha256 } = upload.metadata ?? {};
      const patient = patientId ? rowIdOf('Patient', patientId) : undefined;
      if (patient === null) {
        throw new EventEyeError(
          'NOT_FOUND',
          'There is no such patient in your organization. Check patientId.',
        );
      }
      const file = { filename: filename ?? 'upload', byteLength: upload.size ?? 0, sha256 };
      const announced = { patientId: patient, files: [file] };
      const create = () => uploads.create(sender.caller, announced, upload.id);
      await auditDoor(services, sender, 'createUpload', create, (made) =>
        made?.[0] ? ofUpload(made[0].upload) : {},
      );
      // The name is in the row; names of files can tell of patients and are not kept twice.
      return { metadata: {} };
    },
    async onUploadFinish(_request, { id }) {
      const upload = await prisma.pendingUpload.findUnique({
        where: { id },
        select: { id: true, patientId: true, sha256: true },
      });
      const finish = async () => {
        if (upload?.sha256 && upload.sha256 !== (await uploads.area.sha256Of(id))) {
          await uploads.area.remove(id);
          await prisma.pendingUpload.deleteMany({ where: { id } });
          throw mismatch();
        }
        await prisma.pendingUpload.updateMany({ where: { id, state: 'OPEN' }, data: { state: 'RECEIVED' } });
      };
      await auditDoor(services, senders.getStore()!, 'receiveUpload', finish, () =>
        upload ? ofUpload(upload) : {},
      );
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
    const context = await requestContext(services, log, credentialsOf(request.headers), originOf(request));
    const caller = requireCaller(context);
    mayChange(caller, 'UPLOAD', 'upload images');
    countBody(transfers, caller.organizationId, request, response);
    const checksum = readPieceChecksum(request.headers['upload-checksum']);
    await senders.run({ caller, origin: context.origin, checksum }, () =>
      server.handle(request as IncomingMessage, response),
    );
  };
}

/** What the audit says of an upload: its row, and whom it shows where that was said. */
function ofUpload({ id, patientId }: { id: string; patientId: string | null }) {
  return { entities: [{ type: 'PendingUpload', id }], ...(patientId && { patientIds: [patientId] }) };
}
