import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { type Collector, pathOf, startCollector } from './testing/startCollector.js';

const bin = fileURLToPath(new URL('../../bin/eventeye.js', import.meta.url));

describe.runIf(databaseKinds.includes('postgresql'))('a worker process beside the server', () => {
  let collector: Collector;
  let server: TestServer;
  let worker: ChildProcess;

  beforeAll(async () => {
    collector = await startCollector();
    const variables = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    server = await startTestServer('postgresql', { ...variables, EVENTEYE_RUN_JOBS: 'false' });
    const { config } = server.services;
    worker = spawn(process.execPath, [bin, 'worker'], {
      env: {
        ...process.env,
        ...variables,
        OTEL_SERVICE_NAME: 'eventeye-worker',
        DATABASE_URL: config.databaseUrl,
        EVENTEYE_DATA_DIR: config.dataDirectory,
        EVENTEYE_MODEL_DIR: config.modelDirectory,
        EVENTEYE_WORKERS: '1',
      },
      stdio: 'ignore',
    });
  });
  afterAll(async () => {
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    await ended;
    await server.close();
    await collector.close();
    vi.unstubAllEnvs();
  });

  it('continues the trace of the request that it works for, under its own name', async () => {
    const { token } = await server.member('CLINICIAN');
    const uploaded = await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 1));
    const [{ id }] = uploaded.data.uploadMedicalImages.medicalImages;
    const query =
      'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { __typename } }';
    await server.post(query, { id }, token);
    const { span, trace } = await collector.waitFor('inference');
    const job = ['process analysis', 'send analysis', 'mutation', 'POST /graphql'];
    expect(pathOf(span, trace)).toEqual(['inference', 'engine analyze', ...job]);
    const processOf = (name: string) => trace.find((one) => one.name === name)!.serviceName;
    expect(['POST /graphql', 'send analysis', 'process analysis', 'inference'].map(processOf)).toEqual([
      'eventeye',
      'eventeye',
      'eventeye-worker',
      'eventeye-worker',
    ]);
  });
});
