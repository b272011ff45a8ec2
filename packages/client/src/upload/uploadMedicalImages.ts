import { EventEyeError } from '@eventeye/core';
import { print } from 'graphql';
import { ofFaults, ofResponse, toEventEyeError } from '../errors/toEventEyeError.js';
import { failureOf, unwrap } from '../errors/unwrap.js';
import {
  type MedicalImageFieldsFragment,
  type SkippedFileReason,
  UploadMedicalImagesDocument,
  type UploadMedicalImagesMutation,
} from '../generated/graphql.js';
import { headersOf } from '../session/credentials.js';
import type { Session, SessionTokens } from '../session/session.js';
import { type ChunkLimits, chunkFiles } from './chunkFiles.js';
import { inParallel } from './inParallel.js';
import { escapeName } from './multipartBody.js';
import { sendMultipart } from './sendMultipart.js';
import { toUploadSource, type UploadInput, type UploadSource } from './uploadSource.js';

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
  /** Requests under way at once. */
  concurrency?: number;
}

/** What became of one file: its image, why there is none, or why it was set aside although nothing is wrong with it. */
export type UploadResult = { filename: string } & (
  | { image: MedicalImageFieldsFragment; error?: undefined; skipped?: undefined }
  | { image?: undefined; error: EventEyeError; skipped?: undefined }
  | { image?: undefined; error?: undefined; skipped: SkippedFileReason }
);

/** What sending needs of the client. */
export interface UploadContext {
  url: string;
  session: Session;
  locale?: string | undefined;
  fetch?: typeof fetch | undefined;
}

type Numbered = UploadSource & { blob?: Blob; index: number };

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
  const {
    patientId,
    onProgress,
    onFile,
    signal,
    concurrency = 2,
    maxFiles = 16,
    maxBytes = 32 * 1024 * 1024,
  } = options;
  const files: Numbered[] = inputs.map((input, index) => ({ ...toUploadSource(input), index }));
  const results = new Array<UploadResult>(files.length);
  const chunks = chunkFiles(files, { maxFiles, maxBytes });
  const sent = chunks.map(() => 0);
  let finishedFiles = 0;
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const tell = () => {
    const sentBytes = sent.reduce((sum, count) => sum + count, 0);
    onProgress?.({ sentBytes, totalBytes, finishedFiles, totalFiles: files.length });
  };
  await inParallel(chunks, concurrency, async (chunk, number) => {
    signal?.throwIfAborted();
    const onBytes = (count: number) => {
      sent[number] = count;
      tell();
      if (onFile) tellFiles(chunk, count, onFile);
    };
    onBytes(0);
    const outcome = await sendChunk(context, chunk, { patientId, signal, onBytes });
    finishedFiles += chunk.length;
    sent[number] = chunk.reduce((sum, { size }) => sum + size, 0);
    tell();
    for (const [position, result] of outcome.entries()) {
      const { index, size } = chunk[position]!;
      results[index] = result;
      onFile?.({ index, state: stateOf(result), sentBytes: size, totalBytes: size, result });
    }
  });
  return results;
}

/** The files of a request go one after the other. */
function tellFiles(chunk: readonly Numbered[], sent: number, onFile: (progress: FileProgress) => void): void {
  let before = 0;
  for (const { index, size } of chunk) {
    const sentBytes = Math.max(0, Math.min(size, sent - before));
    if (before <= sent) onFile({ index, state: 'sending', sentBytes, totalBytes: size });
    before += size;
  }
}

function stateOf({ image, skipped, error }: UploadResult): FileState {
  if (image) return 'stored';
  if (skipped) return 'skipped';
  return error?.retryable || EventEyeError.is(error, 'UNAUTHENTICATED') ? 'failed' : 'refused';
}

interface ChunkOptions {
  patientId: string | undefined;
  signal: AbortSignal | undefined;
  onBytes(sent: number): void;
}

async function sendChunk(
  context: UploadContext,
  chunk: readonly Numbered[],
  options: ChunkOptions,
): Promise<UploadResult[]> {
  try {
    return match(chunk, await request(context, chunk, options));
  } catch (cause) {
    options.signal?.throwIfAborted();
    const error = toEventEyeError(cause);
    if (!EventEyeError.is(error)) throw error;
    return chunk.map(({ filename }) => ({ filename, error }));
  }
}

type Answer = { data?: UploadMedicalImagesMutation | null; errors?: { message: string }[] };

async function request(
  { url, session, locale, fetch }: UploadContext,
  files: readonly Numbered[],
  { patientId, signal, onBytes }: ChunkOptions,
) {
  const input = { ...(patientId && { patientId }), files: files.map(() => null) };
  const operations = JSON.stringify({
    operationName: 'UploadMedicalImages',
    query: print(UploadMedicalImagesDocument),
    variables: { input },
  });
  const map = JSON.stringify(Object.fromEntries(files.map((_, i) => [i, [`variables.input.files.${i}`]])));
  // Renewed beforehand: a server that refuses a body may close the connection before its answer is read.
  const send = (tokens: SessionTokens | undefined) => {
    const headers = { 'apollo-require-preflight': 'true', ...headersOf(tokens, locale) };
    return sendMultipart({ url, headers, operations, map, files, onBytes, signal, fetch });
  };
  const tokens = await session.fresh();
  const again = async () => send(await session.refresh(tokens?.accessToken));
  const mayRenew = () => session.renewable && !signal?.aborted;
  let answer = await send(tokens).catch((error: unknown) => {
    // `fetch` tells a 401 to a streamed body as a network error (Fetch Standard, HTTP-network-or-cache fetch), as newer
    // Node versions do: only the second try shows which of the two it was.
    if (mayRenew()) return again();
    throw error;
  });
  if (answer.status === 401 && mayRenew()) answer = await again();
  if (answer.status < 200 || answer.status > 299) throw ofResponse(answer.status, answer.body);
  const { data, errors } = JSON.parse(answer.body) as Answer;
  if (errors || !data) throw ofFaults(errors ?? []);
  return unwrap(data.uploadMedicalImages);
}

type UploadPayload = Awaited<ReturnType<typeof request>>;

/** Images come in the order of the files, rejections by name; a request holds no two files of one name. */
function match(
  files: readonly Numbered[],
  { medicalImages, rejected, skipped }: UploadPayload,
): UploadResult[] {
  const failures = new Map(rejected.map((failure) => [failure.filename, failure]));
  const reasons = new Map(skipped.map((file) => [file.filename, file.reason]));
  const images = medicalImages.values();
  return files.map(({ filename }) => {
    const failure = failures.get(filename) ?? failures.get(escapeName(filename));
    if (failure) return { filename, error: failureOf({ ...failure, filename }) };
    const reason = reasons.get(filename) ?? reasons.get(escapeName(filename));
    if (reason) return { filename, skipped: reason };
    const image = images.next().value;
    if (image) return { filename, image };
    return {
      filename,
      error: new EventEyeError('INTERNAL', 'The server did not say what became of the file. Send it again.', {
        filename,
      }),
    };
  });
}
