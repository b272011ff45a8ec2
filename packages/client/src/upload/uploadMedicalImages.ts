import { EventEyeError } from '@eventeye/core';
import { toEventEyeError } from '../errors/toEventEyeError.js';
import { type ChunkLimits, chunkFiles } from './chunkFiles.js';
import { inParallel } from './inParallel.js';
import { keepTrying } from './keepTrying.js';
import { type RequestOptions, requestMultipart, type UploadPayload } from './requestMultipart.js';
import { browserResumeStore, type ResumeStore } from './resumeStore.js';
import type { UploadContext } from './uploadContext.js';
import { resultsOf, type UploadResult } from './uploadResult.js';
import { isArchive, toUploadSource, type UploadInput, type UploadSource } from './uploadSource.js';

/**
 * How files get to the server. `multipart`: many in one request, for slices. `signed`: a PUT each. `resumable`: in pieces that are
 * taken up again where a line broke. `auto`: resumable for a file that is larger than `maxBytes`, multipart for the others.
 */
export type UploadTransport = 'auto' | 'multipart' | 'signed' | 'resumable';

/** How far an upload is. */
export interface UploadProgress {
  sentBytes: number;
  totalBytes: number;
  /** Files the server has answered for, accepted or not. */
  finishedFiles: number;
  totalFiles: number;
}

/** `refused`: the server looked at the file and said no. `failed`: it did not get there; sending again may help. */
export type FileState = 'waiting' | 'sending' | 'stored' | 'skipped' | 'refused' | 'failed';

/** How far one file of an upload is. */
export interface FileProgress {
  /** Its place among the files that were given. */
  index: number;
  state: FileState;
  sentBytes: number;
  totalBytes: number;
  /** There when the file has been answered for. */
  result?: UploadResult;
}

/** Settings of one upload. */
export interface UploadOptions extends Partial<ChunkLimits> {
  /** Whom the images show; may be left out for DICOM, which names its own patient. */
  patientId?: string;
  onProgress?(progress: UploadProgress): void;
  /** Told when a file begins, as its bytes go, and of what became of it. */
  onFile?(progress: FileProgress): void;
  signal?: AbortSignal;
  /** Requests under way at once; 2 when left out. */
  concurrency?: number;
  /** `auto` when left out. */
  transport?: UploadTransport;
  /** How long to wait for a server that is out of reach; 10 minutes for resumable uploads, 0 for others when left out. */
  maxOfflineMs?: number;
  /** Bytes of a piece of a resumable upload; 8 MiB when left out. */
  pieceBytes?: number;
  /**
   * Where resumable uploads are remembered, so that a reload takes them up again: the browser's localStorage when left out, nothing
   * in Node (see `fileResumeStore` of `@eventeye/client/node`). It is given hashes and addresses, no names.
   */
  resumeStore?: ResumeStore;
}

type Numbered = UploadSource & { index: number; archive: boolean };

/**
 * Uploads any number of files in several requests.
 *
 * @returns one result a file, in the order of the files; a bad file or a failed request never spoils the others.
 * Throws only the signal's reason when aborted; what was sent before stays stored.
 */
export async function uploadMedicalImages(
  context: UploadContext,
  inputs: readonly UploadInput[],
  options: UploadOptions = {},
): Promise<UploadResult[]> {
  const { onProgress, onFile, signal, concurrency = 2, maxFiles = 16, maxBytes = 32 * 1024 * 1024 } = options;
  const files = await Promise.all(
    inputs.map(async (input, index): Promise<Numbered> => {
      const source = toUploadSource(input);
      return { ...source, index, archive: await isArchive(source) };
    }),
  );
  const results = new Array<UploadResult>(files.length);
  const sent = new Array<number>(files.length).fill(0);
  let finishedFiles = 0;
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const tell = () => {
    const sentBytes = sent.reduce((sum, count) => sum + count, 0);
    onProgress?.({ sentBytes, totalBytes, finishedFiles, totalFiles: files.length });
  };
  await inParallel(chunkFiles(files, { maxFiles, maxBytes }), concurrency, async (chunk) => {
    signal?.throwIfAborted();
    const onBytes = (position: number, count: number) => {
      const { index, size } = chunk[position]!;
      sent[index] = count;
      tell();
      onFile?.({ index, state: 'sending', sentBytes: count, totalBytes: size });
    };
    onBytes(0, 0);
    const outcome = await sendChunk(context, chunk, maxBytes, { ...options, onBytes });
    finishedFiles += chunk.length;
    for (const { index, size } of chunk) sent[index] = size;
    tell();
    for (const [position, result] of outcome.entries()) {
      const { index, size } = chunk[position]!;
      results[index] = result;
      onFile?.({ index, state: stateOf(result), sentBytes: size, totalBytes: size, result });
    }
  });
  return results;
}

async function sendChunk(
  context: UploadContext,
  chunk: readonly Numbered[],
  maxBytes: number,
  options: UploadOptions & Pick<RequestOptions, 'onBytes'>,
): Promise<UploadResult[]> {
  try {
    return resultsOf(chunk, await request(context, chunk, maxBytes, options));
  } catch (cause) {
    options.signal?.throwIfAborted();
    const error = toEventEyeError(cause);
    if (!EventEyeError.is(error)) throw error;
    return chunk.map(({ filename }) => ({ filename, error }));
  }
}

async function request(
  context: UploadContext,
  chunk: readonly Numbered[],
  maxBytes: number,
  { patientId, signal, onBytes, ...options }: UploadOptions & Pick<RequestOptions, 'onBytes'>,
): Promise<UploadPayload> {
  const given: RequestOptions = { patientId, signal, onBytes };
  const { transport = 'auto', maxOfflineMs, pieceBytes = 8 * 1024 * 1024 } = options;
  if (transport === 'resumable' || (transport === 'auto' && chunk.some(({ size }) => size > maxBytes))) {
    // Loaded when it is first needed: most pages send slices.
    const { requestResumable } = await import('./requestInSteps.js');
    return requestResumable(context, chunk, {
      ...given,
      pieceBytes,
      maxOfflineMs: maxOfflineMs ?? 10 * 60_000,
      store: options.resumeStore ?? browserResumeStore(),
    });
  }
  const send =
    transport === 'signed' ? (await import('./requestInSteps.js')).requestSigned : requestMultipart;
  return keepTrying(() => send(context, chunk, given), { maxOfflineMs: maxOfflineMs ?? 0, signal });
}

function stateOf({ image, skipped, error }: UploadResult): FileState {
  if (image) return 'stored';
  if (skipped) return 'skipped';
  return error?.retryable || EventEyeError.is(error, 'UNAUTHENTICATED') ? 'failed' : 'refused';
}
