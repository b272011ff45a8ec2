// The EMR's own server: it serves the page, and hands it short tokens of the clinician who is signed in.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/**
 * Starts the server.
 *
 * @param {object} options `eventeye`: origin of EventEye; `page`: folder of the built page; `accessToken`: brings `{ token, expiresAt }`
 * of the clinician whom the EMR's own session is of; `port`: 0 for a free one.
 */
export async function startEmr({ eventeye, page, accessToken, port = 0 }) {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${eventeye} blob: data:`,
    `connect-src 'self' ${eventeye} ${eventeye.replace(/^http/, 'ws')}`,
    "worker-src 'self' blob:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://emr');
    try {
      if (pathname === '/eventeye-token' && request.method === 'POST') {
        // A real EMR looks at its session first. What lasts longer than minutes stays here.
        response.setHeader('cache-control', 'no-store');
        response.end(JSON.stringify(await accessToken()));
        return;
      }
      const name = pathname === '/' ? '/index.html' : normalize(pathname);
      const bytes = await readFile(join(page, name));
      response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream');
      response.setHeader('content-security-policy', policy);
      response.end(name === '/index.html' ? bytes.toString().replaceAll('%EVENTEYE%', eventeye) : bytes);
    } catch (error) {
      response.statusCode = error.code === 'ENOENT' ? 404 : 502;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address();
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
