import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../http/createServer.js';
import { phantomFiles } from '../../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../../http/testing/startTestServer.js';
import { databaseKinds } from '../../http/testing/testDatabase.js';
import { silentLog } from '../../testing/openTestDatabase.js';
import { openWalk } from '../openWalk.js';
import { aimed, type Walk } from '../walk.js';
import { type HttpCaller, httpCallers } from './httpCallers.js';
import { listRoutes } from './listRoutes.js';
import { walkDoors } from './walkDoors.js';

describe.each(databaseKinds)('over HTTP, on the %s database', (kind) => {
  let server: TestServer;
  let walk: Walk;
  let callers: HttpCaller[];
  beforeAll(async () => {
    server = await startTestServer(kind);
    const { prisma, storage } = server.services;
    walk = await openWalk(server.services);
    callers = await httpCallers(server.services, walk.world);
    // Files for the rows that everybody tries to see, so that who may gets bytes.
    const studyId = walk.world.idOf('Study', aimed)!;
    const images = await prisma.medicalImage.findMany({ where: { series: { studyId } } });
    for (const [i, { id }] of images.entries()) {
      const storagePath = `medical_images/2026/01/31/${id}.dcm`;
      await storage.write(storagePath, phantomFiles[i]!.bytes);
      // The second slice is what is subtracted from the first.
      const seriesId = walk.world.idOf('Series', aimed, i)!;
      await prisma.medicalImage.update({ where: { id }, data: { storagePath, seriesId } });
    }
  });
  afterAll(() => server.close());

  it('no route lets anyone in who may not, nor tells whether an id exists', {
    timeout: 120_000,
  }, async () => {
    const { httpServer } = await createServer(server.services, silentLog);
    const [app] = httpServer.listeners('request');
    const routes = listRoutes(app as RequestListener);
    await walkDoors(walk, server.url, routes, callers);
    process.stdout.write(
      `${routes.length} routes, ${walk.pairs.size} (route, caller) pairs, ${walk.leaks.length} leaks (${kind})\n`,
    );
    expect({ leaks: walk.leaks, gaps: walk.gaps }).toEqual({ leaks: [], gaps: [] });
  });
});
