import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTinyModel } from '../../../inference/src/testing/tinyModel.js';
import { environmentOf, startServer } from '../audit/testing/startServer.js';
import { parseConfig } from '../config.js';
import { type OpenDatabase, openDatabase } from '../database/openDatabase.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import type { Caller } from '../services.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { createEndpoint, sendTest } from './endpoints.js';

const secret = 'an installation secret of many characters';

describe.each(databaseKinds)('a sender of webhooks that is killed, on the %s database', (kind) => {
  let test: TestDatabase;
  let modelDirectory: string;
  let receiver: Server;
  let url: string;
  /** Ids of the messages that came, and whether the receiver answers. */
  const received: string[] = [];
  let answers = false;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    modelDirectory = await makeTinyModel();
    receiver = createServer((request, response) => {
      received.push(String(request.headers['webhook-id']));
      request.resume();
      if (answers) response.end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await test.close().catch(() => {});
    rmSync(modelDirectory, { recursive: true });
  });

  it('leaves its message to the next one, which sends it again under the same id', {
    timeout: 90_000,
  }, async () => {
    const config = parseConfig({
      EVENTEYE_DATA_DIR: test.dataDirectory,
      EVENTEYE_WEBHOOK_PRIVATE: 'true',
      ...(test.url && { DATABASE_URL: test.url }),
    });
    /** The embedded database is handed over to the process and back. */
    const between = async <Result>(work: (database: OpenDatabase) => Promise<Result>): Promise<Result> => {
      if (kind === 'postgresql') return work(test.database);
      const database = await openDatabase(config, silentLog);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    };
    const admin: Caller = { ...test.caller, role: 'ADMIN' };
    const stores = { prisma: test.database.prisma, secret, config };
    const { endpoint } = await createEndpoint(stores, admin, { url, events: ['IMAGE_STORED'] });
    const { id } = await sendTest(stores, admin, endpoint.id);
    if (kind === 'embedded') await test.database.close();
    const environment = environmentOf({ ...config, modelDirectory, secret });

    const first = await startServer(environment);
    await expect.poll(() => received, { timeout: 20_000 }).toEqual([`msg_${id}`]);
    await first.kill();
    await between(async ({ prisma }) => {
      const left = await prisma.webhookDelivery.findUniqueOrThrow({ where: { id } });
      expect(left).toMatchObject({ state: 'PENDING', attempts: 1, deliveredAt: null });
      expect(left.claimedUntil!.getTime()).toBeGreaterThan(Date.now());
      // A minute later.
      await prisma.webhookDelivery.update({ where: { id }, data: { claimedUntil: new Date() } });
    });
    answers = true;
    const second = await startServer(environment);
    await expect.poll(() => received.length, { timeout: 20_000 }).toBe(2);
    expect(received[1]).toBe(received[0]);
    if (kind === 'postgresql')
      await expect
        .poll(async () => (await test.database.prisma.webhookDelivery.findUnique({ where: { id } }))?.state)
        .toBe('DELIVERED');
    else await fetch(`${second.url}/healthz`);
    await second.kill();
    expect(received).toHaveLength(2);
  });
});
