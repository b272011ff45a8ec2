import { EventEyeError } from '@eventeye/core';
import { unwrap } from '../errors/unwrap.js';
import { CompleteUploadsDocument, CreateUploadsDocument } from '../generated/documents.js';
import { pause } from '../watch/pause.js';
import { inParallel } from './inParallel.js';
import { refusalOf } from './refusalOf.js';
import type { RequestOptions, UploadPayload } from './requestMultipart.js';
import { sendBytes } from './sendBytes.js';
import { type ResumableOptions, type SentUpload, sendResumable } from './sendResumable.js';
import type { UploadContext } from './uploadContext.js';
import type { UploadSource } from './uploadSource.js';

/** Files of one request that are under way at once. */
const together = 3;

/** Announces files, puts each to its signed address, and completes them together. */
export async function requestSigned(
  context: UploadContext,
  files: readonly UploadSource[],
  { patientId, signal, onBytes }: RequestOptions,
): Promise<UploadPayload> {
  const announced = files.map(({ filename, size }) => ({ filename, byteLength: size }));
  const input = { files: announced, ...(patientId && { patientId }) };
  const { uploads } = unwrap((await context.ask.mutate(CreateUploadsDocument, { input })).createUploads);
  await inParallel(files, together, async (file, index) => {
    const { fetch } = context;
    const answer = await sendBytes({
      method: 'PUT',
      url: new URL(uploads[index]!.url, context.url).href,
      headers: {},
      body: file.blob ?? (await new Response(file.stream()).blob()),
      size: file.size,
      onBytes: (sent) => onBytes(index, sent),
      signal,
      fetch,
    });
    if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
  });
  return complete(
    context,
    uploads.map(({ uploadId }) => uploadId),
    signal,
  );
}

/** Sends each file in pieces from where it was broken off, and completes them together. */
export async function requestResumable(
  context: UploadContext,
  files: readonly UploadSource[],
  options: RequestOptions & Pick<ResumableOptions, 'pieceBytes' | 'maxOfflineMs' | 'store'>,
): Promise<UploadPayload> {
  const sent = new Array<SentUpload>(files.length);
  await inParallel(files, together, async (file, index) => {
    sent[index] = await sendResumable(context, file, {
      ...options,
      onBytes: (count) => options.onBytes(index, count),
    });
  });
  const payload = await complete(
    context,
    sent.map(({ uploadId }) => uploadId),
    options.signal,
  );
  await Promise.all(sent.map(({ forget }) => forget()));
  return payload;
}

/** Completing is asked for again when another request is at it: it answers the same however often it is asked. */
async function complete(
  { ask }: UploadContext,
  uploadIds: string[],
  signal: AbortSignal | undefined,
): Promise<UploadPayload> {
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return unwrap((await ask.mutate(CompleteUploadsDocument, { input: { uploadIds } })).completeUploads);
    } catch (error) {
      const mayPass = EventEyeError.is(error, 'QUOTA_EXCEEDED') || EventEyeError.is(error, 'NETWORK_FAILED');
      if (!mayPass || attempt === 3) throw error;
      await pause((error.retryAfterSeconds ?? 1) * 1000, signal);
    }
  }
}
