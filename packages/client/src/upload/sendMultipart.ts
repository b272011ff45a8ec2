import { multipartBody } from './multipartBody.js';
import { sendByXhr, type XhrConstructor } from './sendByXhr.js';
import type { UploadSource } from './uploadSource.js';

/** One multipart request. */
export interface MultipartRequest {
  url: string;
  headers: Record<string, string>;
  operations: string;
  map: string;
  files: readonly (UploadSource & { blob?: Blob })[];
  /** Called with the bytes of files sent so far. */
  onBytes(sent: number): void;
  signal?: AbortSignal | undefined;
  fetch?: typeof fetch | undefined;
}

/** An answer, unread. */
export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * Sends files with byte progress: by XMLHttpRequest in browsers, whose `fetch` can not tell, else by `fetch` with a
 * streamed body. Throws what `fetch` throws; an aborted one throws the signal's reason.
 */
export async function sendMultipart(request: MultipartRequest): Promise<HttpAnswer> {
  const { XMLHttpRequest } = globalThis as { XMLHttpRequest?: XhrConstructor };
  if (XMLHttpRequest && !request.fetch) return sendByXhr(XMLHttpRequest, request);
  const body = multipartBody(request.operations, request.map, request.files);
  let sent = 0;
  const stream = body.stream((count) => {
    sent += count;
    request.onBytes(sent);
  });
  // `duplex` is required for streams by the Fetch standard, and unknown to some type definitions.
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { ...request.headers, 'content-type': body.contentType },
    body: stream,
    duplex: 'half',
    ...(request.signal && { signal: request.signal }),
  };
  const response = await (request.fetch ?? fetch)(request.url, init);
  return { status: response.status, body: await response.text() };
}
