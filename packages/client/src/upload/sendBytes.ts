import { sendByXhr, type XhrConstructor } from './sendByXhr.js';

/** A request whose body is long. */
export interface BytesRequest {
  method: 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  body: Blob;
  /** Bytes that count for progress. */
  size: number;
  /** Called with the bytes sent so far. */
  onBytes(sent: number): void;
  signal?: AbortSignal | undefined;
  fetch?: typeof fetch | undefined;
}

/** An answer, unread. */
export interface HttpAnswer {
  status: number;
  body: string;
  header(name: string): string | null;
}

/** Browsers' own way of sending, where it is to be used: their `fetch` tells no progress. */
export function xhrFor(given: typeof fetch | undefined): XhrConstructor | undefined {
  return given ? undefined : (globalThis as { XMLHttpRequest?: XhrConstructor }).XMLHttpRequest;
}

/** Sends bytes with progress. Throws what `fetch` throws; an aborted one throws the signal's reason. */
export async function sendBytes(request: BytesRequest): Promise<HttpAnswer> {
  const Xhr = xhrFor(request.fetch);
  if (Xhr) return sendByXhr(Xhr, request, request.body);
  let sent = 0;
  const counted = request.body.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        sent += piece.length;
        request.onBytes(sent);
        controller.enqueue(piece);
      },
    }),
  );
  // Node sends a stream in chunks of unknown sum otherwise, which resumable uploads do not take.
  const headers = { ...request.headers, 'content-length': String(request.body.size) };
  return sendStream({ ...request, headers }, counted as ReadableStream<Uint8Array>);
}

/** Sends a stream by `fetch`. */
export async function sendStream(
  { method, url, headers, signal, fetch: given }: Omit<BytesRequest, 'body' | 'size' | 'onBytes'>,
  body: ReadableStream<Uint8Array>,
): Promise<HttpAnswer> {
  // `duplex` is required for streams by the Fetch standard, and unknown to some type definitions.
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers,
    body,
    duplex: 'half',
    ...(signal && { signal }),
  };
  const response = await (given ?? fetch)(url, init);
  return {
    status: response.status,
    body: await response.text(),
    header: (name) => response.headers.get(name),
  };
}
