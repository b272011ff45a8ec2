import { EventEyeError } from '@eventeye/core';
import { keepTrying } from './keepTrying.js';
import { piecesOf } from './piecesOf.js';
import { refusalOf } from './refusalOf.js';
import { type ResumeStore, resumeKeyOf } from './resumeStore.js';
import { type HttpAnswer, sendBytes } from './sendBytes.js';
import type { UploadContext } from './uploadContext.js';
import type { UploadSource } from './uploadSource.js';

/** How one file is to be sent. */
export interface ResumableOptions {
  patientId: string | undefined;
  signal: AbortSignal | undefined;
  /** Called with the bytes that have been sent so far; begins where an earlier attempt ended. */
  onBytes(sent: number): void;
  /** Bytes a request: what is sent again at most after a line broke. */
  pieceBytes: number;
  maxOfflineMs: number;
  store: ResumeStore | undefined;
}

/** A file that has arrived whole and waits to be completed. */
export interface SentUpload {
  uploadId: string;
  /** Forgets where it lay; to be called when it is completed. */
  forget(): Promise<void>;
}

/**
 * Sends a file in pieces by tus 1.0 (tus.io/protocols/resumable-upload: core and creation), from where an earlier attempt
 * ended: of this call, or of an earlier page where a store remembers it. Throws what the server refuses with, NETWORK_FAILED
 * when it stays away, and the signal's reason.
 */
export async function sendResumable(
  context: UploadContext,
  source: UploadSource,
  { patientId, signal, onBytes, pieceBytes, maxOfflineMs, store }: ResumableOptions,
): Promise<SentUpload> {
  const endpoint = new URL('/uploads/tus', context.url).href;
  const key = store && (await resumeKeyOf(source, endpoint, patientId));
  const pieces = piecesOf(source);
  let address = key ? ((await store.get(key)) ?? undefined) : undefined;
  /** Where to go on; undefined: ask the server. */
  let offset: number | undefined;

  const create = async (): Promise<string> => {
    const metadata = { filename: source.filename, ...(patientId && { patientId }) };
    const answer = await ask(context, 'POST', endpoint, signal, {
      'upload-length': String(source.size),
      'upload-metadata': Object.entries(metadata)
        .map(([name, value]) => `${name} ${base64(value)}`)
        .join(','),
    });
    const location = answer.header('location');
    if (answer.status !== 201 || !location) throw problemOf(answer);
    return new URL(location, endpoint).href;
  };
  const attempt = async (reached: () => void): Promise<string> => {
    if (address !== undefined && offset === undefined) {
      const answer = await ask(context, 'HEAD', address, signal, {});
      if (answer.status === 200) offset = Number(answer.header('upload-offset'));
      // Forgotten meanwhile, or somebody else's: from the beginning.
      else if ([403, 404, 410].includes(answer.status)) address = undefined;
      else throw problemOf(answer);
    }
    if (address === undefined) {
      address = await create();
      offset = 0;
      if (key) await store!.set(key, address);
    }
    onBytes(offset!);
    while (offset! < source.size) {
      const from = offset!;
      const body = await pieces.piece(from, pieceBytes);
      // Should this one be lost, the server knows how much of it came.
      offset = undefined;
      const answer = await send(context, address, body, from, signal, (sent) => onBytes(from + sent));
      if (answer.status !== 204) throw problemOf(answer);
      offset = Number(answer.header('upload-offset'));
      reached();
      onBytes(offset);
    }
    return address;
  };
  try {
    const sentTo = await keepTrying(attempt, { maxOfflineMs, signal });
    return {
      uploadId: sentTo.split('/').pop()!,
      forget: async () => {
        if (key) await store!.remove(key);
      },
    };
  } finally {
    await pieces.close();
  }
}

const version = { 'tus-resumable': '1.0.0' };

/** A request without a body; renews the session once when that is why it was refused. */
async function ask(
  { session, headers, fetch: given }: UploadContext,
  method: 'POST' | 'HEAD',
  url: string,
  signal: AbortSignal | undefined,
  more: Record<string, string>,
): Promise<HttpAnswer> {
  const go = async (): Promise<HttpAnswer> => {
    const init = { method, headers: { ...headers(await session.fresh()), ...version, ...more } };
    const response = await (given ?? fetch)(url, { ...init, ...(signal && { signal }) });
    const body = await response.text();
    return { status: response.status, body, header: (name) => response.headers.get(name) };
  };
  const used = session.tokens?.accessToken;
  const answer = await go();
  if (answer.status !== 401 || !session.renewable) return answer;
  await session.refresh(used);
  return go();
}

async function send(
  { session, headers, fetch: given }: UploadContext,
  url: string,
  body: Blob,
  offset: number,
  signal: AbortSignal | undefined,
  onBytes: (sent: number) => void,
): Promise<HttpAnswer> {
  return sendBytes({
    method: 'PATCH',
    url,
    headers: {
      ...headers(await session.fresh()),
      ...version,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body,
    size: body.size,
    onBytes,
    signal,
    fetch: given,
  });
}

/** Where another request holds the upload, or it is elsewhere than we thought, asking again where it is helps. */
function problemOf(answer: HttpAnswer): EventEyeError {
  return answer.status === 409 || answer.status === 423
    ? new EventEyeError('NETWORK_FAILED', 'The upload is held by another request. Try again.')
    : refusalOf(answer);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
