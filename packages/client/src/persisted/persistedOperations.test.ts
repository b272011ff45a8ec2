import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createEventEyeClient } from '../createEventEyeClient.js';
import { persistedOperations } from './persistedOperations.js';

it('holds the operations exactly as the client sends them', async () => {
  const sent: string[] = [];
  const client = createEventEyeClient({
    url: 'http://127.0.0.1:1/graphql',
    fetch: async (_url, init) => {
      sent.push(JSON.parse(String(init?.body)).query);
      return Response.json({ errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }] });
    },
  });
  const refused = { code: 'FORBIDDEN' };
  await expect(client.signIn({ email: 'a@b.org', password: 'x' })).rejects.toMatchObject(refused);
  await expect(client.patients()).rejects.toMatchObject(refused);
  await expect(client.analysis('x')).rejects.toMatchObject(refused);
  await expect(client.createPatient({ mrn: '1' })).rejects.toMatchObject(refused);
  await client.close();
  const listed = persistedOperations();
  expect(sent).toHaveLength(4);
  for (const text of sent) expect(Object.values(listed)).toContain(text);
});

it('names each by the hash of its text', () => {
  const operations = Object.entries(persistedOperations());
  expect(operations.length).toBeGreaterThan(20);
  for (const [hash, text] of operations) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  }
});
