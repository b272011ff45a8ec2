import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { RequestHandler } from 'express';

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves `name.br` or `name.gz` of a folder to whoever takes it: what never changes is compressed once, by the build. */
export function servePrecompressed(folder: string): RequestHandler {
  return (request, response, next) => {
    const name = basename(request.path);
    const type = types[extname(name)];
    if (!type || request.path !== `/${name}` || !['GET', 'HEAD'].includes(request.method)) return next();
    response.vary('Accept-Encoding');
    const found = encodings.find(
      ([encoding, ending]) =>
        request.acceptsEncodings(encoding) === encoding && existsSync(join(folder, name + ending)),
    );
    if (!found) return next();
    response.set('Content-Encoding', found[0]);
    response.sendFile(name + found[1], {
      root: folder,
      immutable: true,
      maxAge: '1y',
      headers: { 'Content-Type': type },
    });
  };
}
