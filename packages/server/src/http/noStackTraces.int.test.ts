import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { sendRaw } from '../limits/testing/sendRaw.js';
import { phantomFiles } from './testing/phantomFiles.js';
import { postUpload } from './testing/postGraphql.js';
import { startTestServer, type TestServer } from './testing/startTestServer.js';

const secret = 'Doe^Jane 1970-01-31';

describe('a failure of our own making', () => {
  let server: TestServer;
  let token: string;
  let pngUrl: string;
  beforeAll(async () => {
    server = await startTestServer('embedded');
    ({ token } = await server.member('ADMIN'));
    const uploaded = await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 1));
    const { id } = uploaded.data.uploadMedicalImages.medicalImages[0];
    ({ pngUrl } = (
      await server.post(`{ medicalImage(id: "${id}") { pngUrl } }`, {}, token)
    ).data.medicalImage);
    const fail = async () => {
      throw new TypeError(`can not read ${secret}`);
    };
    Object.assign(server.services.models, { active: fail });
    Object.assign(server.services.storage, { read: fail });
    Object.assign(server.services.engine, { analyze: fail });
  });
  afterAll(() => server.close());

  const expectMasked = (text: string) => {
    expect(text).toMatch(/INTERNAL/);
    expect(text).toMatch(/quote this id: [0-9a-f-]{36}/);
    expect(text).not.toContain('Doe');
    expect(text).not.toMatch(/TypeError|stack|\bat \w|\.[jt]s\b|node_modules|packages\//);
  };

  it('is an id over GraphQL', async () => {
    const body = JSON.stringify({ query: '{ activeModel { id } }' });
    const headers = { authorization: `Bearer ${token}` };
    expectMasked((await sendRaw(`${server.url}/graphql`, body, headers)).body);
  });

  it('is an id and a 500 at the files', async () => {
    const { status, body } = await sendRaw(new URL(pngUrl, server.url).href, '', {}, 'GET');
    expect(status).toBe(500);
    expectMasked(body);
  });

  it('is an id and a 500 at the inference door', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/dicom' };
    const { status, body } = await sendRaw(
      `${server.url}/inference`,
      Buffer.from(phantomFiles[0]!.bytes),
      headers,
    );
    expect(status).toBe(500);
    expectMasked(body);
  });

  it('is an id over WebSocket', async () => {
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const answers = client.iterate({ query: '{ activeModel { id } }' });
    expectMasked(JSON.stringify((await answers.next()).value));
    await client.dispose();
  });

  it.each(['/nowhere', '/files/../../etc/passwd', '/%E0%A4%A', '/files/images/%00/png'])(
    'is none for the path %s',
    async (path) => {
      const { status, body } = await sendRaw(`${server.url}${path}`, '', {}, 'GET');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body).not.toMatch(/\bat \w+ |\.[jt]s:\d|node_modules|Error:/);
    },
  );
});
