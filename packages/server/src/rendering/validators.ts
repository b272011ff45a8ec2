import type { Request, Response } from 'express';

/**
 * Sets ETag and Cache-Control of what lies behind a signed address, and answers 304 when the caller has it (RFC 9110 13.1.2).
 * The content never changes; only the right to read it runs out, so nobody keeps it for longer and no shared cache at all.
 *
 * @param name of the content; the same name is the same bytes.
 * @returns whether the answer was sent.
 */
export function answeredFromCache(request: Request, response: Response, name: string): boolean {
  const seconds = Math.floor(Number(request.query.expires) - Date.now() / 1000);
  const etag = `"${name}"`;
  response.set({
    ETag: etag,
    'Cache-Control': `private, max-age=${seconds > 0 ? seconds : 0}, immutable`,
  });
  if (!names(request.headers['if-none-match'], etag)) return false;
  response.status(304).end();
  return true;
}

/**
 * Whether If-None-Match holds the tag. Not `request.fresh`: it sees none where the request says `no-cache`, which fetch() adds
 * to every request that brings its own If-None-Match, and which asks for exactly this comparison.
 */
function names(header: string | undefined, etag: string): boolean {
  return (
    header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*') ?? false
  );
}
