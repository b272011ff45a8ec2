import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { installTinyModel } from '../model/testing/installTinyModel.js';
import { encodeGlobalId } from '../schema/globalId.js';

describe.each(databaseKinds)(
  'verifying results of a model that is not served, on the %s database',
  (kind) => {
    const data = mkdtempSync(join(tmpdir(), 'eventeye-verify-'));
    let server: TestServer;
    let admin: Awaited<ReturnType<TestServer['member']>>;
    let analysisId: string;
    let second: string;
    beforeAll(async () => {
      await installTinyModel(data, '1.0.0');
      second = await installTinyModel(data, '2.0.0', (manifest) => {
        manifest.calibration.temperature = 3;
      });
      writeFileSync(join(data, 'models/active'), 'tiny@1.0.0\n');
      server = await startTestServer(kind, {
        EVENTEYE_DATA_DIR: data,
        EVENTEYE_MODEL_DIR: '',
        EVENTEYE_RATE_VERIFICATIONS: '1',
      });
      admin = await server.member('ADMIN');
      const [file] = phantomFiles;
      const { data: uploaded } = await postUpload(`${server.url}/graphql`, admin.token, [file!]);
      const { data: asked } = await server.post(
        `mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) {
        ... on AnalyzeMedicalImagePayload { analysis { id } } } }`,
        { id: uploaded.uploadMedicalImages.medicalImages[0].id },
        admin.token,
      );
      analysisId = asked.analyzeMedicalImage.analysis.id;
      await vi.waitFor(async () => expect(await server.services.prisma.aIAnalysisResult.count()).toBe(1), {
        timeout: 20_000,
        interval: 50,
      });
      const { id } = await server.services.prisma.modelVersion.findUniqueOrThrow({
        where: { sha256: second },
      });
      await server.post(
        'mutation ($id: ID!) { activateModel(input: { modelVersionId: $id }) { __typename } }',
        { id: encodeGlobalId('ModelVersion', id) },
        admin.token,
      );
    });
    afterAll(async () => {
      await server.close();
      rmSync(data, { recursive: true, force: true });
    });

    const verify = async (token = admin.token) =>
      (
        await server.post(
          `mutation ($id: ID!) { verifyAnalysis(input: { analysisId: $id }) { __typename
          ... on VerifyAnalysisPayload { status reason } ... on Error { code } ... on QuotaExceededError { retryAfterSeconds } } }`,
          { id: analysisId },
          token,
        )
      ).data.verifyAnalysis;

    it('asks the model that made them and leaves the served one alone', async () => {
      expect(server.services.engine.model.sha256).toBe(second);
      const { pid } = server.services.engine;
      expect(await verify()).toMatchObject({ status: 'IDENTICAL', reason: null });
      expect(server.services.engine.model.sha256).toBe(second);
      expect(server.services.engine.pid).toBe(pid);
    });

    it('is refused to a token beyond its rate, and not to another token', async () => {
      expect(await verify()).toMatchObject({ code: 'QUOTA_EXCEEDED' });
      const other = await server.member('CLINICIAN', admin.caller.organizationId);
      rmSync(join(data, 'models/tiny/1.0.0'), { recursive: true });
      expect(await verify(other.token)).toMatchObject({
        status: 'NOT_REPRODUCIBLE',
        reason: 'MODEL_NOT_INSTALLED',
      });
    });
  },
);
