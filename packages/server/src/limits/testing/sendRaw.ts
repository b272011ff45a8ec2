import { request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** What came back, and how long it took from the first byte sent to the whole answer. */
export interface RawAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
  elapsedMs: number;
}

/** Sends bytes as they are; an answer that comes before the last of them is taken, as a refused body may never be read. */
export function sendRaw(
  url: string,
  body: Buffer | string,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const length = method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const sent = request(
      url,
      { method, headers: { 'content-type': 'application/json', ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          sent.destroy();
          const elapsedMs = performance.now() - begun;
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body: Buffer.concat(chunks).toString(), elapsedMs });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
