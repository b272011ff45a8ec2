import type { HttpAnswer, MultipartRequest } from './sendMultipart.js';

/** The part of XMLHttpRequest that is used here; Node's types know none. */
export interface XhrRequest {
  status: number;
  responseText: string;
  upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: FormData): void;
  abort(): void;
}

/** The global of browsers. */
export type XhrConstructor = new () => XhrRequest;

/** Sends a multipart request by XMLHttpRequest, the only way in which every browser tells upload progress. */
export async function sendByXhr(Xhr: XhrConstructor, request: MultipartRequest): Promise<HttpAnswer> {
  const form = new FormData();
  form.set('operations', request.operations);
  form.set('map', request.map);
  for (const [index, file] of request.files.entries()) {
    form.set(String(index), file.blob ?? (await new Response(file.stream()).blob()), file.filename);
  }
  const total = request.files.reduce((sum, file) => sum + file.size, 0);
  const { signal } = request;
  signal?.throwIfAborted();
  const xhr = new Xhr();
  const abort = () => xhr.abort();
  try {
    return await new Promise<HttpAnswer>((resolve, reject) => {
      xhr.open('POST', request.url);
      for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
      // The event counts the framing too.
      xhr.upload.onprogress = ({ loaded }) => request.onBytes(Math.min(loaded, total));
      xhr.onload = () => resolve({ status: xhr.status, body: xhr.responseText });
      xhr.onerror = () => reject(new TypeError('The request failed.'));
      xhr.onabort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      xhr.send(form);
    });
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
