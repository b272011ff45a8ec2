import { print } from 'graphql';
import { ofFaults, ofResponse } from '../errors/toEventEyeError.js';
import { unwrap } from '../errors/unwrap.js';
import { UploadMedicalImagesDocument } from '../generated/documents.js';
import type { UploadMedicalImagesMutation } from '../generated/graphql.js';
import type { SessionTokens } from '../session/session.js';
import { sendMultipart } from './sendMultipart.js';
import type { UploadContext } from './uploadContext.js';
import type { UploadSource } from './uploadSource.js';

/** How the files of one request are to be sent. */
export interface RequestOptions {
  patientId: string | undefined;
  signal: AbortSignal | undefined;
  /** Called with the bytes of file `index` sent so far. */
  onBytes(index: number, sent: number): void;
}

/** What the server answers about the files of one request. */
export type UploadPayload = Extract<
  UploadMedicalImagesMutation['uploadMedicalImages'],
  { __typename: 'UploadMedicalImagesPayload' }
>;

type Answer = { data?: UploadMedicalImagesMutation | null; errors?: { message: string }[] };

/** Sends files in one GraphQL multipart request. */
export async function requestMultipart(
  { url, session, headers, fetch }: UploadContext,
  files: readonly UploadSource[],
  { patientId, signal, onBytes }: RequestOptions,
): Promise<UploadPayload> {
  const input = { ...(patientId && { patientId }), files: files.map(() => null) };
  const operations = JSON.stringify({
    operationName: 'UploadMedicalImages',
    query: print(UploadMedicalImagesDocument),
    variables: { input },
  });
  const map = JSON.stringify(Object.fromEntries(files.map((_, i) => [i, [`variables.input.files.${i}`]])));
  const tellFiles = (sent: number) => {
    // The files of a request go one after the other.
    let before = 0;
    for (const [index, { size }] of files.entries()) {
      if (before <= sent) onBytes(index, Math.min(size, sent - before));
      before += size;
    }
  };
  // Renewed beforehand: a server that refuses a body may close the connection before its answer is read.
  const send = (tokens: SessionTokens | undefined) => {
    const preflight = { 'apollo-require-preflight': 'true' };
    const all = { ...preflight, ...headers(tokens) };
    return sendMultipart({ url, headers: all, operations, map, files, onBytes: tellFiles, signal, fetch });
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
