import type { BytesRequest, HttpAnswer } from './sendBytes.js';

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
  getResponseHeader(name: string): string | null;
  send(body: FormData | Blob): void;
  abort(): void;
}

/** The global of browsers. */
export type XhrConstructor = new () => XhrRequest;

/** Sends by XMLHttpRequest, the only way in which every browser tells upload progress. */
export async function sendByXhr(
  Xhr: XhrConstructor,
  { method, url, headers, size, onBytes, signal }: Omit<BytesRequest, 'body'>,
  body: FormData | Blob,
): Promise<HttpAnswer> {
  signal?.throwIfAborted();
  const xhr = new Xhr();
  const abort = () => xhr.abort();
  try {
    return await new Promise<HttpAnswer>((resolve, reject) => {
      xhr.open(method, url);
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      // The event counts the framing of a form too.
      xhr.upload.onprogress = ({ loaded }) => onBytes(Math.min(loaded, size));
      xhr.onload = () =>
        resolve({
          status: xhr.status,
          body: xhr.responseText,
          header: (name) => xhr.getResponseHeader(name),
        });
      xhr.onerror = () => reject(new TypeError('The request failed.'));
      xhr.onabort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      xhr.send(body);
    });
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
