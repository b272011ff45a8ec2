import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { verifyWebhook } from './verifyWebhook.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const now = new Date('2026-01-02T03:04:05Z');
const body = JSON.stringify({
  id: 'msg_1',
  type: 'image.stored',
  createdAt: now.toISOString(),
  data: { patientId: 'x' },
});
/** Signed by the specification's own library. */
const headersAt = (date: Date, key = secret) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(date.getTime() / 1000)),
  'webhook-signature': new Webhook(key).sign('msg_1', date, body),
});
const refusal = { code: 'UNAUTHENTICATED' };

it('reads what the specification’s library signed, from headers of any framework and a body of any kind', async () => {
  const headers = headersAt(now);
  expect(await verifyWebhook(headers, body, secret, { now })).toMatchObject({ type: 'image.stored' });
  const bytes = new TextEncoder().encode(body);
  expect(await verifyWebhook(new Headers(headers), bytes, secret, { now })).toMatchObject({ id: 'msg_1' });
});

it('takes one good signature among several, as while a secret is being changed', async () => {
  const other = headersAt(now, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)['webhook-signature'];
  const good = headersAt(now);
  good['webhook-signature'] = `v2,AAAA ${other} ${good['webhook-signature']}`;
  expect(await verifyWebhook(good, body, secret, { now })).toMatchObject({ id: 'msg_1' });
});

it('refuses other bodies, other secrets, other ids, old and early messages, and missing headers', async () => {
  const headers = headersAt(now);
  const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  await expect(verifyWebhook(headers, `${body} `, secret, { now })).rejects.toMatchObject(refusal);
  await expect(verifyWebhook(headers, body, other, { now })).rejects.toMatchObject(refusal);
  await expect(
    verifyWebhook({ ...headers, 'webhook-id': 'msg_2' }, body, secret, { now }),
  ).rejects.toMatchObject(refusal);
  for (const seconds of [-301, 301]) {
    const later = new Date(now.getTime() + seconds * 1000);
    await expect(verifyWebhook(headers, body, secret, { now: later })).rejects.toMatchObject(refusal);
  }
  for (const name of Object.keys(headers)) {
    await expect(
      verifyWebhook({ ...headers, [name]: undefined }, body, secret, { now }),
    ).rejects.toMatchObject(refusal);
  }
  await expect(verifyWebhook(headers, body, 'whsec_', { now })).rejects.toMatchObject(refusal);
});
