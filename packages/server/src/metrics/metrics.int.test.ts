import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

const token = 'a token of the monitoring system';
describe('GET /metrics', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded', { EVENTEYE_METRICS_TOKEN: token });
    await server.services.engine.ready();
  });
  afterAll(() => server.close());
  const scrape = (authorization?: string) =>
    fetch(`${server.url}/metrics`, authorization ? { headers: { authorization } } : {});
  const text = async () => (await scrape(`Bearer ${token}`)).text();

  it('is closed without the token, and does not exist where none is set', async () => {
    expect((await scrape()).status).toBe(401);
    expect((await scrape('Bearer another token of some length')).status).toBe(401);
    const without = await startTestServer('embedded');
    expect((await fetch(`${without.url}/metrics`)).status).toBe(404);
    await without.close();
  });

  it('tells of the model, of analyses that ended and of images that were refused, and names nobody', async () => {
    const member = await server.member('CLINICIAN');
    const { data } = await postUpload(`${server.url}/graphql`, member.token, phantomFiles.slice(0, 2));
    const images = data.uploadMedicalImages.medicalImages as {
      id: string;
      patient: { id: string; mrn: string };
    }[];
    for (const { id } of images) {
      await server.post(
        'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { __typename } }',
        { id },
        member.token,
      );
    }
    const inferences = await fetch(`${server.url}/inference`, {
      method: 'POST',
      headers: { authorization: `Bearer ${member.token}`, 'content-type': 'image/png' },
      body: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
    });
    expect(inferences.ok).toBe(false);
    await vi.waitFor(
      async () =>
        expect(await text()).toMatch(/eventeye_analyses_total\{status="SUCCEEDED",outcome="\w+"\} \d/),
      {
        timeout: 15_000,
      },
    );
    await vi.waitFor(async () => expect(await text()).toContain('eventeye_jobs_queued 0'), {
      timeout: 15_000,
    });
    const body = await text();
    expect(body).toMatch(
      /eventeye_model_info\{name="tiny",version="0\.0\.1",precision="fp32",sha256="[0-9a-f]{64}"\} 1/,
    );
    expect(body).toMatch(/eventeye_inference_seconds_count [12]/);
    expect(body).toMatch(/eventeye_engine_failures_total\{code="IMAGE_\w+"\} 1/);
    expect(body).toContain('eventeye_engine_ready 1');
    expect(body).toContain('eventeye_jobs_running 0');
    expect(body).not.toContain(images[0]!.patient.mrn);
    expect(body).not.toContain(member.caller.organizationId);
  });
});
