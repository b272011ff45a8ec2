import type { IncomingMessage } from 'node:http';

const longestOrigin = 256;

/**
 * The origin of the page that sends a request, when it is not on the host that it sends to; null for programs, which name none.
 *
 * @param request of Express, whose `host` heeds trusted proxies, or a WebSocket's.
 */
export function foreignOrigin(request: IncomingMessage & { host?: string | undefined }): string | null {
  const { origin } = request.headers;
  if (!origin) return null;
  // A sandboxed frame or a file says "null", which names nobody and is nobody's.
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  return host !== '' && host === (request.host ?? request.headers.host)
    ? null
    : origin.slice(0, longestOrigin);
}

/** Whether an origin is that of the installation's public address. */
export function isOwn(origin: string | null | undefined, publicUrl: string | undefined): boolean {
  return publicUrl !== undefined && origin === new URL(publicUrl).origin;
}
