import { multipartBody } from './multipartBody.js';
import { type HttpAnswer, sendStream, xhrFor } from './sendBytes.js';
import { sendByXhr } from './sendByXhr.js';
import type { UploadSource } from './uploadSource.js';

/** One multipart request. */
export interface MultipartRequest {
  url: string;
  headers: Record<string, string>;
  operations: string;
  map: string;
  files: readonly UploadSource[];
  /** Called with the bytes of files sent so far. */
  onBytes(sent: number): void;
  signal?: AbortSignal | undefined;
  fetch?: typeof fetch | undefined;
}

/**
 * Sends files with byte progress: by XMLHttpRequest in browsers, whose `fetch` can not tell, else by `fetch` with a
 * streamed body. Throws what `fetch` throws; an aborted one throws the signal's reason.
 */
export async function sendMultipart(request: MultipartRequest): Promise<HttpAnswer> {
  const { url, headers, operations, map, files, onBytes, signal } = request;
  const Xhr = xhrFor(request.fetch);
  const common = { method: 'POST', url, headers, signal, fetch: request.fetch } as const;
  if (Xhr) {
    const form = new FormData();
    form.set('operations', operations);
    form.set('map', map);
    for (const [index, file] of files.entries()) {
      form.set(String(index), file.blob ?? (await new Response(file.stream()).blob()), file.filename);
    }
    const size = files.reduce((sum, file) => sum + file.size, 0);
    return sendByXhr(Xhr, { ...common, size, onBytes }, form);
  }
  const body = multipartBody(operations, map, files);
  let sent = 0;
  const stream = body.stream((count) => {
    sent += count;
    onBytes(sent);
  });
  return sendStream({ ...common, headers: { ...headers, 'content-type': body.contentType } }, stream);
}
