// The hospital's own server, as small as it can be: it serves a page and asks EventEye for tokens on the page's behalf.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const files = { '/': 'index.html', '/emr.css': 'emr.css', '/emr.js': 'emr.js' };
const types = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' };

/**
 * Starts the server.
 *
 * @param {object} options `eventeye`: origin of EventEye; `accessToken`: asks for one of a person or of an API key, each time;
 * `port`: 0 for a free one.
 */
export async function startEmr({ eventeye, accessToken, port = 0 }) {
  const socket = eventeye.replace(/^http/, 'ws');
  // Nothing but the page's own files, and EventEye by name.
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${eventeye}`,
    "style-src 'self'",
    `img-src ${eventeye} blob:`,
    `connect-src 'self' ${eventeye} ${socket}`,
    `frame-src ${eventeye}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, 'http://emr');
      if (files[pathname]) {
        const page = await readFile(new URL(`../public/${files[pathname]}`, import.meta.url), 'utf8');
        response.setHeader('content-type', types[files[pathname].split('.').pop()]);
        response.setHeader('content-security-policy', policy);
        response.end(page.replaceAll('%EVENTEYE%', eventeye));
      } else if (pathname === '/patient') {
        const { patients } = await ask('{ patients(first: 1) { edges { node { id } } } }');
        response.end(JSON.stringify(patients.edges[0].node));
      } else if (pathname === '/eventeye-token' && request.method === 'POST') {
        // A real one looks at its own session first: may this person see this patient?
        const { nonceHash, patientId } = JSON.parse(await text(request));
        const { createEmbedToken } = await ask(createToken, {
          input: {
            patientId,
            nonceHash,
            allowedOrigins: [origin(), eventeye],
            access: 'READ_AND_ANALYZE',
            ttlSeconds: 600,
          },
        });
        if (!createEmbedToken.token) throw new Error(createEmbedToken.message);
        response.end(JSON.stringify(createEmbedToken));
      } else {
        response.statusCode = 404;
        response.end();
      }
    } catch (error) {
      console.error(error.message);
      response.statusCode = 502;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = () => `http://127.0.0.1:${server.address().port}`;
  return { url: origin(), close: () => new Promise((resolve) => server.close(resolve)) };

  async function ask(query, variables = {}) {
    const answer = await fetch(`${eventeye}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await accessToken()}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(`EventEye answered ${errors[0].extensions?.code}: ${errors[0].message}`);
    return data;
  }
}

const createToken = `mutation ($input: CreateEmbedTokenInput!) {
  createEmbedToken(input: $input) { ... on CreateEmbedTokenPayload { token expiresAt } ... on Error { code message } }
}`;
