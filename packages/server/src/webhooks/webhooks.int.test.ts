import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '@eventeye/client';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../config.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import type { Caller } from '../services.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { claimDeliveries } from './claimDeliveries.js';
import { createDeliverer, type DeliveryServices } from './deliverWebhooks.js';
import { createEndpoint, replayDelivery, rotateSecret, sendTest, updateEndpoint } from './endpoints.js';

interface Received {
  headers: Record<string, string>;
  body: string;
}

describe.each(databaseKinds)('webhooks on the %s database', (kind) => {
  let test: TestDatabase;
  let admin: Caller;
  let stores: Parameters<typeof createEndpoint>[0];
  const secret = 'an installation secret of many characters';
  let clock = new Date('2026-11-23T12:00:00Z');
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    admin = { ...test.caller, role: 'ADMIN' };
    const config = parseConfig({ EVENTEYE_DATA_DIR: test.dataDirectory, EVENTEYE_WEBHOOK_PRIVATE: 'true' });
    stores = { prisma: test.database.prisma, secret, config };
  });
  afterAll(() => test.close());
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    await test.database.prisma.webhookEndpoint.deleteMany();
    clock = new Date();
  });

  /** A receiver on a port of its own that keeps what it gets. */
  async function receiver(
    answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end(),
  ) {
    const received: Received[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push({ headers: request.headers as Record<string, string>, body });
      answer(request, response);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
  }
  const deliverer = (options: Partial<DeliveryServices> = {}) =>
    createDeliverer({
      prisma: test.database.prisma,
      secret,
      policy: { allowPrivate: true },
      log: silentLog,
      now: () => clock,
      random: () => 0.5,
      ...options,
    });
  /** What the database's clock says is due is due for ours. */
  const catchUp = () => {
    clock = new Date(Math.max(clock.getTime(), Date.now() + 1));
  };
  const deliver = async (options?: Partial<DeliveryServices>) => {
    catchUp();
    const { count, settled } = await deliverer(options).deliverDue();
    await settled;
    return count;
  };
  const add = (
    url: string,
    events: Parameters<typeof createEndpoint>[2]['events'] = ['ANALYSIS_SUCCEEDED', 'ANALYSIS_FAILED'],
  ) => createEndpoint(stores, admin, { url, events });
  const onlyDelivery = () =>
    test.database.prisma.webhookDelivery.findFirstOrThrow({ include: { endpoint: true } });
  const later = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  /** An analysis that has just begun. */
  async function analysis() {
    const { organizationId } = admin;
    const { prisma } = test.database;
    const patient = await prisma.patient.create({
      data: { organizationId, mrn: crypto.randomUUID(), name: 'Doe^Jane' },
    });
    const image = await prisma.medicalImage.create({
      data: {
        organizationId,
        patientId: patient.id,
        filename: 'a.png',
        kind: 'png',
        width: 1,
        height: 1,
        frameCount: 1,
        byteLength: 1,
        sha256: 'none',
        storagePath: crypto.randomUUID(),
      },
    });
    return prisma.analysis.create({
      data: { organizationId, patientId: patient.id, medicalImageId: image.id, status: 'RUNNING' },
    });
  }
  const end = (id: string, status: 'SUCCEEDED' | 'FAILED' = 'SUCCEEDED') =>
    test.database.prisma.analysis.update({ where: { id }, data: { status } });

  it('a change and its message are in the database together, or neither is', async () => {
    const { url } = await receiver();
    await add(url);
    const { id } = await analysis();
    const { prisma } = test.database;
    await prisma
      .$transaction(async (transaction) => {
        await transaction.analysis.update({ where: { id }, data: { status: 'SUCCEEDED' } });
        throw new Error('rolled back');
      })
      .catch(() => {});
    expect(await prisma.webhookDelivery.count()).toBe(0);
    await end(id);
    await end(id);
    expect(await prisma.webhookDelivery.count()).toBe(1);
  });

  it('what is signed verifies with the specification’s own library and with the SDK, and names nobody', async () => {
    const { url, received } = await receiver();
    const { secret: shown } = await add(url);
    const { id, patientId, medicalImageId } = await analysis();
    await end(id);
    expect(await deliver()).toBe(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const message = new Webhook(shown).verify(body, headers as Record<string, string>);
    expect(message).toEqual({
      id: (headers as Record<string, string>)['webhook-id'],
      type: 'analysis.succeeded',
      createdAt: expect.any(String),
      data: {
        analysisId: encodeGlobalId('Analysis', id),
        medicalImageId: encodeGlobalId('MedicalImage', medicalImageId),
        patientId: encodeGlobalId('Patient', patientId),
      },
    });
    expect(await verifyWebhook(headers, body, shown)).toEqual(message);
    expect(body).not.toContain('Doe');
    expect(await onlyDelivery()).toMatchObject({ state: 'DELIVERED', attempts: 1, lastStatus: 200 });
    expect(await deliver()).toBe(0);
  });

  it('only events that were asked for, of the own organization, and nothing while switched off', async () => {
    const { url } = await receiver();
    const { endpoint } = await add(url, ['ANALYSIS_FAILED']);
    const { prisma } = test.database;
    await end((await analysis()).id);
    expect(await prisma.webhookDelivery.count()).toBe(0);
    const other = await prisma.organization.create({ data: { name: 'Elsewhere' } });
    const foreign = await analysis();
    await prisma.analysis.update({ where: { id: foreign.id }, data: { organizationId: other.id } });
    await end(foreign.id, 'FAILED');
    expect(await prisma.webhookDelivery.count()).toBe(0);
    await updateEndpoint(stores, admin, endpoint.id, { enabled: false });
    await end((await analysis()).id, 'FAILED');
    expect(await prisma.webhookDelivery.count()).toBe(0);
    await updateEndpoint(stores, admin, endpoint.id, { enabled: true });
    await end((await analysis()).id, 'FAILED');
    expect(await prisma.webhookDelivery.count()).toBe(1);
  });

  it('is sent again after failures, later each time, with the same id and body', async () => {
    let status = 500;
    const { url, received } = await receiver(
      (_request, response) => void response.writeHead(status).end('Doe^Jane'),
    );
    await add(url);
    await end((await analysis()).id);
    expect(await deliver()).toBe(1);
    const failed = await onlyDelivery();
    expect(failed).toMatchObject({
      state: 'PENDING',
      attempts: 1,
      lastStatus: 500,
      lastError: 'It answered with status 500.',
    });
    expect(failed.endpoint.failingSince).not.toBeNull();
    expect(failed.nextAttemptAt.getTime() - clock.getTime()).toBe(5_000);
    later(4);
    expect(await deliver()).toBe(0);
    later(1);
    status = 204;
    expect(await deliver()).toBe(1);
    const done = await onlyDelivery();
    expect(done).toMatchObject({ state: 'DELIVERED', attempts: 2, lastStatus: 204, lastError: null });
    expect(done.endpoint.failingSince).toBeNull();
    expect(received).toHaveLength(2);
    expect(received[0]!.body).toBe(received[1]!.body);
    expect(received[0]!.headers['webhook-id']).toBe(received[1]!.headers['webhook-id']);
  });

  it('gives a message up after ten attempts within about a day, and can replay it', async () => {
    let status = 503;
    const { url, received } = await receiver((_request, response) => void response.writeHead(status).end());
    await add(url);
    await end((await analysis()).id);
    const begun = clock.getTime();
    while ((await onlyDelivery()).state === 'PENDING') {
      clock = new Date(Math.max(clock.getTime(), (await onlyDelivery()).nextAttemptAt.getTime()));
      expect(await deliver()).toBe(1);
    }
    expect(received).toHaveLength(10);
    const hours = (clock.getTime() - begun) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(26);
    const { id } = await onlyDelivery();
    status = 200;
    await replayDelivery(stores, admin, id, clock);
    expect(await deliver()).toBe(1);
    expect(await onlyDelivery()).toMatchObject({ state: 'DELIVERED', attempts: 1 });
    expect(received.at(-1)!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
  });

  it('a process that dies while it sends loses nothing', async () => {
    const { url, received } = await receiver();
    await add(url);
    await end((await analysis()).id);
    // Claimed by a process that then is no more.
    catchUp();
    const claim = { now: clock, claimMs: 60_000, perEndpoint: 4, most: 10, except: [] };
    expect(await claimDeliveries(test.database.prisma, claim)).toHaveLength(1);
    expect(await deliver()).toBe(0);
    later(61);
    expect(await deliver()).toBe(1);
    expect(received).toHaveLength(1);
  });

  it('two processes send each message once, and one endpoint gets four at a time', async () => {
    const { url, received } = await receiver();
    await add(url);
    for (const { id } of await Promise.all(Array.from({ length: 6 }, analysis))) await end(id);
    catchUp();
    const [one, two] = await Promise.all([deliverer().deliverDue(), deliverer().deliverDue()]);
    await Promise.all([one.settled, two.settled]);
    expect(one.count + two.count).toBe(6);
    expect(Math.max(one.count, two.count)).toBeLessThanOrEqual(4);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(6);
    expect(received).toHaveLength(6);
  });

  it('a silent endpoint is given up in time and does not hold others up', async () => {
    const silent = await receiver(() => {});
    const good = await receiver();
    await add(silent.url);
    await add(good.url);
    await end((await analysis()).id);
    expect(await deliver({ timeoutMs: 200 })).toBe(2);
    expect(good.received).toHaveLength(1);
    const waiting = await test.database.prisma.webhookDelivery.findFirstOrThrow({
      where: { state: 'PENDING' },
    });
    expect(waiting).toMatchObject({ lastStatus: null, lastError: 'It did not answer within 0.2 s.' });
  });

  it('follows no redirect, reads little of an answer, and connects to no private address unless allowed', async () => {
    const target = await receiver();
    const endless = (response: ServerResponse) => {
      const more = () =>
        void (response.write('x'.repeat(10_000)) ? setImmediate(more) : response.once('drain', more));
      response.once('close', () => response.removeListener('drain', more));
      more();
    };
    const source = await receiver((request, response) =>
      request.url === '/endless'
        ? endless(response)
        : void response.writeHead(307, { location: target.url }).end(),
    );
    const { endpoint } = await add(source.url);
    await end((await analysis()).id);
    await deliver();
    expect(target.received).toHaveLength(0);
    expect((await onlyDelivery()).lastError).toContain('redirect');
    await updateEndpoint(stores, admin, endpoint.id, { url: source.url.replace('/hook', '/endless') });
    later(10);
    await deliver();
    expect(await onlyDelivery()).toMatchObject({ state: 'DELIVERED' });
    await end((await analysis()).id);
    const before = source.received.length;
    await deliver({ policy: { allowPrivate: false } });
    expect(source.received).toHaveLength(before);
    const resolve = async () => [{ address: '10.0.0.7', family: 4 }];
    await updateEndpoint(stores, admin, endpoint.id, { url: 'https://inside.example.org/' });
    later(10);
    await deliver({ policy: { allowPrivate: false }, resolve });
    const refused = await test.database.prisma.webhookDelivery.findFirstOrThrow({
      where: { state: 'PENDING' },
    });
    expect(refused.lastError).toBe('Its address is on a network that webhooks are not sent to.');
  });

  it('both secrets sign while one is being changed, then only the new one', async () => {
    const { url, received } = await receiver();
    const { endpoint, secret: old } = await add(url);
    const { secret: fresh } = await rotateSecret(stores, admin, endpoint.id, clock);
    await sendTest(stores, admin, endpoint.id);
    later(1);
    await deliver();
    const { headers, body } = received[0]!;
    expect(new Webhook(old).verify(body, headers)).toEqual(new Webhook(fresh).verify(body, headers));
    later(25 * 3600);
    await sendTest(stores, admin, endpoint.id);
    await deliver();
    const last = received[1]!;
    expect(last.headers['webhook-signature']!.split(' ')).toHaveLength(1);
    const now = clock;
    expect(await verifyWebhook(last.headers, last.body, fresh, { now })).toMatchObject({
      type: 'webhook.test',
    });
    await expect(verifyWebhook(last.headers, last.body, old, { now })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('an endpoint that fails for days, or is gone, is switched off with a reason', async () => {
    let status = 500;
    const { url } = await receiver((_request, response) => void response.writeHead(status).end());
    const { endpoint } = await add(url);
    await end((await analysis()).id);
    await deliver();
    later(5 * 24 * 3600 + 1);
    await end((await analysis()).id);
    await deliver();
    const { prisma } = test.database;
    const off = await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } });
    expect(off.disabledAt).not.toBeNull();
    expect(off.disabledReason).toContain('Nothing was delivered for 5 days');
    const [delivery] = await prisma.webhookDelivery.findMany();
    await expect(replayDelivery(stores, admin, delivery!.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await updateEndpoint(stores, admin, endpoint.id, { enabled: true })).toMatchObject({
      disabledAt: null,
    });
    later(60);
    status = 410;
    await deliver();
    expect(
      (await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } })).disabledReason,
    ).toContain('410');
  });

  it('secrets lie encrypted, and addresses and callers are checked', async () => {
    const { url } = await receiver();
    const { endpoint, secret: shown } = await add(url);
    expect(Buffer.from(endpoint.secret).toString('latin1')).not.toContain(shown.slice(6));
    const strict = { ...stores, config: { ...stores.config, webhooks: { allowPrivate: false } } };
    const events = ['IMAGE_STORED'] as const;
    for (const bad of [
      'http://emr.example.org/',
      'https://127.0.0.1/',
      'https://10.0.0.1/',
      'https://a:b@emr.example.org/',
      'ftp://x/',
      'https://[::1]/',
      'https://169.254.169.254/',
      'no address',
    ]) {
      await expect(createEndpoint(strict, admin, { url: bad, events })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
    }
    await expect(createEndpoint(stores, test.caller, { url, events })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const stranger = { ...admin, organizationId: crypto.randomUUID() };
    await expect(sendTest(stores, stranger, endpoint.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
