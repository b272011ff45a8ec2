import { once } from 'node:events';
import { connect } from 'node:net';

/** One HTTP request as the bytes that go over the wire. */
export interface WireRequest {
  /** The request line and headers, with the empty line that ends them. */
  head: Buffer;
  body: Buffer;
}

/** Puts a request on the wire. */
export function wireRequest(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array,
): WireRequest {
  const lines = Object.entries({ Host: 'localhost', ...headers, 'Content-Length': String(body.length) });
  const head = `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return { head: Buffer.from(head), body: Buffer.from(body) };
}

/** A form with its parts in order, as multipart/form-data. */
export async function wireForm(
  path: string,
  headers: Record<string, string>,
  form: FormData,
): Promise<WireRequest> {
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const type = request.headers.get('content-type')!;
  const body = new Uint8Array(await request.arrayBuffer());
  return wireRequest('POST', path, { ...headers, 'Content-Type': type }, body);
}

/** Sends the first so many bytes of a request, and is gone once the server has taken notice of the headers, if it got them. */
export async function leaveAt(
  serverUrl: string,
  { head, body }: WireRequest,
  bytes: number,
  noticed: () => Promise<unknown>,
): Promise<void> {
  const { hostname, port } = new URL(serverUrl);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  await new Promise<void>((sent) => {
    socket.write(Buffer.concat([head, body]).subarray(0, bytes), () => sent());
  });
  if (bytes >= head.length) await noticed();
  socket.destroy();
}

/**
 * Where leaving is most likely to be mistaken for something else: first byte, within headers, around their end, around every
 * part, within files, and shortly before the end.
 */
export function placesToLeave({ head, body }: WireRequest): number[] {
  const total = head.length + body.length;
  const places = [1, head.length >> 1, head.length - 1, head.length, head.length + 1];
  for (let at = body.indexOf('\r\n--'); at >= 0; at = body.indexOf('\r\n--', at + 1)) {
    places.push(head.length + at, head.length + at + 3);
  }
  for (const share of [0.1, 0.35, 0.6, 0.9]) places.push(head.length + Math.floor(share * body.length));
  places.push(total - 3, total - 2, total - 1);
  return [...new Set(places)].filter((at) => at > 0 && at < total).sort((a, b) => a - b);
}
