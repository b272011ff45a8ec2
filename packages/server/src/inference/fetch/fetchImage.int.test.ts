import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect as connectSocket, type LookupFunction } from 'node:net';
import { EventEyeError } from '@eventeye/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAdmission } from '../admission.js';
import { parseAllowedHosts } from './allowedHosts.js';
import { type FetchOptions, fetchImage } from './fetchImage.js';
import type { Resolve } from './resolvePermitted.js';

const image = Buffer.from('the bytes of an image');
const admission = createAdmission({ images: 1, imagesPerOrganization: 1, bytes: 1_000_000 });
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener, host = '127.0.0.1'): Promise<{ url: string; port: number }> {
  const server = createServer(answer).listen(0, host);
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, port };
}

type Settings = Partial<FetchOptions> & { allow?: string; http?: boolean; private?: boolean };

function get(url: string, settings: Settings = {}): Promise<Uint8Array> {
  const { allow = '127.0.0.1', http = true, private: allowPrivate = true, ...options } = settings;
  return fetchImage(url, {
    policy: { hosts: parseAllowedHosts(allow).hosts!, allowHttp: http, allowPrivate },
    maxBytes: 1000,
    allowance: admission.openAllowance(),
    signal: new AbortController().signal,
    ...options,
  });
}

const failureOf = (promise: Promise<unknown>): Promise<EventEyeError> =>
  promise.then(
    () => expect.unreachable('it was fetched'),
    (error: unknown) => (EventEyeError.is(error) ? error : Promise.reject(error)),
  );
const codeOf = async (promise: Promise<unknown>) => (await failureOf(promise)).code;

/** A resolver that gives one answer after another. */
const answering = (...answers: string[][]) =>
  vi.fn<Resolve>(async () => answers.shift()!.map((address) => ({ address, family: 4 })));

describe('fetchImage', () => {
  it('fetches from an allowed host, asking for the image as it is', async () => {
    const seen: (string | undefined)[] = [];
    const { url } = await listen((request, response) => {
      seen.push(request.headers['accept-encoding'], request.headers.authorization, request.headers.host);
      response.end(image);
    });
    expect(Buffer.from(await get(`${url}/a.dcm`))).toEqual(image);
    expect(seen).toEqual(['identity', undefined, new URL(url).host]);
  });

  it('connects to nobody when the policy refuses', async () => {
    const called = vi.fn();
    const { url, port } = await listen((_request, response) => {
      called();
      response.end(image);
    });
    expect(await codeOf(get(url, { allow: '' }))).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(get(url, { allow: 'pacs.example.org' }))).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(get(url, { private: false }))).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(get(url, { http: false }))).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(get(`http://user:secret@127.0.0.1:${port}/`))).toBe('VALIDATION_FAILED');
    expect(await codeOf(get('not a url'))).toBe('VALIDATION_FAILED');
    for (const scheme of ['file:///etc/passwd', 'ftp://127.0.0.1/a', 'data:image/png;base64,AAAA'])
      expect(await codeOf(get(scheme))).toBe('URL_NOT_ALLOWED');
    expect(called).not.toHaveBeenCalled();
  });

  it.each(['http://2130706433', 'http://0x7f.1', 'http://0177.0.0.1', 'http://[::ffff:127.0.0.1]'])(
    'knows this machine in its disguise %s',
    async (disguise) => {
      const { port } = await listen((_request, response) => response.end(image));
      const allow = `127.0.0.1, [::ffff:127.0.0.1]`;
      expect(await codeOf(get(`${disguise}:${port}/`, { allow, private: false }))).toBe('URL_NOT_ALLOWED');
    },
  );

  it('refuses a host that resolves to a private address, also when others are public', async () => {
    const allow = 'images.example.org';
    const url = 'http://images.example.org/a.dcm';
    for (const addresses of [['10.0.0.7'], ['8.8.8.8', '127.0.0.1'], ['169.254.169.254']]) {
      const failure = await failureOf(get(url, { allow, private: false, resolve: answering(addresses) }));
      expect(failure.code).toBe('URL_NOT_ALLOWED');
      // What a name resolves to inside our network is nobody's business.
      for (const address of addresses) expect(failure.message).not.toContain(address);
    }
  });

  it('goes to the address that was checked when the name is pointed elsewhere meanwhile', async () => {
    const { port } = await listen((_request, response) => response.end(image));
    const resolve = answering(['93.184.216.34'], ['127.0.0.1']);
    const destinations: unknown[] = [];
    const bytes = await get(`http://rebind.example.org:${port}/`, {
      allow: 'rebind.example.org',
      private: false,
      resolve,
      // Looks up as the socket would, then goes to the local server, since no test leaves this machine.
      connect: (options) => {
        const { lookup } = options as { lookup: LookupFunction };
        for (const all of [true, false])
          lookup('rebind.example.org', { all }, (_error, ...answer) => destinations.push(answer));
        return connectSocket(port, '127.0.0.1');
      },
    });
    expect(Buffer.from(bytes)).toEqual(image);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(destinations).toEqual([[[{ address: '93.184.216.34', family: 4 }]], ['93.184.216.34', 4]]);
  });

  it('really connects to the pinned address and sends the name', async () => {
    const { port } = await listen((request, response) => response.end(request.headers.host), '127.0.0.2');
    const resolve = answering(['127.0.0.2']);
    const bytes = await get(`http://pacs.example.org:${port}/`, { allow: 'pacs.example.org', resolve });
    expect(Buffer.from(bytes).toString()).toBe(`pacs.example.org:${port}`);
  });

  it('follows redirects within the policy and checks each anew', async () => {
    const { url, port } = await listen((request, response) => {
      const [, step] = request.url!.split('/');
      const targets: Record<string, string> = {
        relative: '/image',
        unlisted: 'http://other.example.org/',
        file: 'file:///etc/passwd',
        metadata: 'http://169.254.169.254/latest/meta-data/',
        again: `http://rebind.example.org:${port}/image`,
        loop: '/loop',
        three: '/two',
        two: '/one',
        one: '/image',
      };
      const location = targets[step!];
      if (location) response.writeHead(302, { location }).end('moved');
      else response.end(image);
    });
    expect(Buffer.from(await get(`${url}/relative`))).toEqual(image);
    expect(Buffer.from(await get(`${url}/two`))).toEqual(image);
    expect(Buffer.from(await get(`${url}/three`))).toEqual(image);
    expect(await codeOf(get(`${url}/unlisted`))).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(get(`${url}/file`))).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(get(`${url}/metadata`, { allow: '127.0.0.1, 169.254.169.254' }))).toBe(
      'URL_NOT_ALLOWED',
    );
    expect(await codeOf(get(`${url}/loop`))).toBe('URL_FETCH_FAILED');
    // The same name, resolved again for the second hop.
    const resolve = answering(['127.0.0.1'], ['169.254.169.254']);
    const rebinding = get(`http://rebind.example.org:${port}/again`, {
      allow: 'rebind.example.org',
      resolve,
    });
    expect(await codeOf(rebinding)).toBe('URL_NOT_ALLOWED');
    expect(resolve).toHaveBeenCalledTimes(2);
  });

  it('stops at the limit, said beforehand or not, and hangs up', async () => {
    const closed = vi.fn();
    const { url } = await listen((request, response) => {
      if (request.url === '/said') response.setHeader('content-length', 5000);
      response.on('close', closed);
      response.write(Buffer.alloc(request.url === '/said' ? 10 : 1500));
    });
    expect(await codeOf(get(`${url}/said`))).toBe('IMAGE_TOO_LARGE');
    expect(await codeOf(get(`${url}/unsaid`))).toBe('IMAGE_TOO_LARGE');
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(2));
  });

  it('gives up on a slow answer, a slow resolver and a silent host', async () => {
    const { url } = await listen((request, response) => {
      if (request.url === '/trickle') response.write('a');
    });
    const timeoutMs = 100;
    expect(await codeOf(get(`${url}/trickle`, { timeoutMs }))).toBe('URL_FETCH_FAILED');
    expect(await codeOf(get(`${url}/silent`, { timeoutMs }))).toBe('URL_FETCH_FAILED');
    const resolve: Resolve = () => new Promise(() => {});
    const never = get('http://slow.example.org/', { allow: 'slow.example.org', resolve, timeoutMs });
    expect(await codeOf(never)).toBe('URL_FETCH_FAILED');
  });

  it('stops when the caller leaves', async () => {
    const caller = new AbortController();
    const reason = new EventEyeError('ANALYSIS_CANCELED', 'gone');
    const { url } = await listen(() => caller.abort(reason));
    expect(await failureOf(get(url, { signal: caller.signal }))).toBe(reason);
    expect(await failureOf(get(url, { signal: caller.signal }))).toBe(reason);
  });

  it('says nothing of what the host answered', async () => {
    const { url } = await listen((request, response) => {
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': 50 });
        response.write('Doe^Jane', () => response.destroy());
        return;
      }
      if (request.url === '/packed') response.setHeader('content-encoding', 'gzip');
      else response.statusCode = 404;
      response.end('Doe^Jane');
    });
    for (const path of ['/missing', '/packed', '/cut']) {
      const failure = await failureOf(get(`${url}${path}`));
      expect(failure.code).toBe('URL_FETCH_FAILED');
      expect(failure.message).not.toContain('Doe');
    }
    expect(await codeOf(get('http://127.0.0.1:1/'))).toBe('URL_FETCH_FAILED');
  });

  it('counts what it holds against the server’s memory', async () => {
    const { url } = await listen((_request, response) => response.end(image));
    const small = createAdmission({ images: 1, imagesPerOrganization: 1, bytes: image.length - 1 });
    const failure = await failureOf(get(url, { allowance: small.openAllowance() }));
    expect([failure.code, failure.retryAfterSeconds]).toEqual(['ENGINE_OVERLOADED', 1]);
  });
});
