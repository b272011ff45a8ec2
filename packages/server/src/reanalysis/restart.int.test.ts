import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { environmentOf, startServer } from '../audit/testing/startServer.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { createTestDatabase, databaseKinds } from '../http/testing/testDatabase.js';
import { installTinyModel } from '../model/testing/installTinyModel.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { analyzedImages } from './testing/analyzedImages.js';
import { reportsOf } from './testing/reports.js';

describe.each(databaseKinds)('a report whose process is killed, on the %s database', (kind) => {
  const data = mkdtempSync(join(tmpdir(), 'eventeye-reanalysis-kill-'));
  let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  let server: TestServer | undefined;
  const start = () =>
    // A database that outlives the server.
    startTestServer('embedded', {
      EVENTEYE_DATA_DIR: data,
      EVENTEYE_MODEL_DIR: '',
      ...(database && { DATABASE_URL: database.url }),
    });
  beforeAll(async () => {
    if (kind === 'postgresql') database = await createTestDatabase();
    await installTinyModel(data, '1.0.0');
    await installTinyModel(data, '2.0.0');
    writeFileSync(join(data, 'models/active'), 'tiny@1.0.0\n');
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
    rmSync(data, { recursive: true, force: true });
  });

  it('goes on where it was, and looks at no image twice', { timeout: 120_000 }, async () => {
    server = await start();
    const { token } = await server.member('ADMIN');
    const images = await analyzedImages(server, token, 20);
    const { prisma, config, secret } = server.services;
    const model = await prisma.modelVersion.findFirstOrThrow({ where: { name: 'tiny', version: '2.0.0' } });
    const { reanalysisReport } = await reportsOf(server.url, token).request({
      modelVersionId: encodeGlobalId('ModelVersion', model.id),
    });
    await server.close();
    const process = await startServer(
      environmentOf({
        ...config,
        modelDirectory: '',
        secret,
        ...(database && { databaseUrl: database.url }),
      }),
    );
    const reports = reportsOf(process.url, token);
    const killed = await vi.waitFor(
      async () => {
        const [report] = await reports.all();
        expect(report.completedItems).toBeGreaterThan(2);
        return report.completedItems as number;
      },
      { timeout: 60_000, interval: 5 },
    );
    await process.kill();
    expect(killed).toBeLessThan(images.length);

    server = await start();
    // What the queue does when the time of a process that is gone is up.
    await server.services.prisma.$executeRawUnsafe(
      `UPDATE pgboss.job SET state = 'retry', start_after = now() - interval '1 second' WHERE name = 'reanalysis' AND state = 'active'`,
    );
    const report = await reportsOf(server.url, token).ended(reanalysisReport.id);
    expect(report).toMatchObject({
      status: 'SUCCEEDED',
      completedItems: images.length,
      counts: { waiting: 0, unchanged: images.length, failed: 0 },
    });
    const tries = await server.services.prisma.reanalysisItem.groupBy({ by: ['tries'], _count: true });
    // One may have been in the hand of each process that ended.
    const twice = tries.filter((one) => one.tries > 1).reduce((sum, one) => sum + one._count, 0);
    expect(twice).toBeLessThanOrEqual(2);
  });
});
