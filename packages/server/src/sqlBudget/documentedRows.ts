import { randomUUID } from 'node:crypto';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import type { TestServer } from '../http/testing/startTestServer.js';
import { encodeGlobalId } from '../schema/globalId.js';
import type { Desk } from './documentedVariables.js';
import { addSilentModes } from './silentModeRows.js';

/** More than the longer page holds. */
const count = 24;

/** Another series of the same study with the same slices, and files for all of them. @returns its global id. */
export async function addBaseSeries({ services }: TestServer, seriesId: string): Promise<string> {
  const { prisma, storage } = services;
  const series = await prisma.series.findUniqueOrThrow({
    where: { id: seriesId },
    include: { images: true },
  });
  const { images, ...columns } = series;
  const id = randomUUID();
  await prisma.series.create({
    data: { ...columns, id, seriesInstanceUid: `${columns.seriesInstanceUid}.1`, description: 'ax dyn pre' },
  });
  await prisma.medicalImage.createMany({
    data: images.map(({ deidentification: _none, ...image }) => ({
      ...image,
      id: randomUUID(),
      seriesId: id,
      sopInstanceUid: `${image.sopInstanceUid}.1`,
      storagePath: `${image.storagePath}-base`,
      sha256: image.sha256.split('').reverse().join(''),
    })),
  });
  for (const [i, { storagePath }] of images.entries())
    for (const path of [storagePath, `${storagePath}-base`])
      await storage.write(path, phantomFiles[i % phantomFiles.length]!.bytes);
  return encodeGlobalId('Series', id);
}

/** Rows of what is listed page by page and the seed has none of: users, keys, webhooks with deliveries, readings, silent modes. */
export async function addAdministered({ server, token, organizationId, subjects }: Desk): Promise<void> {
  const { prisma } = server.services;
  await prisma.user.createMany({
    data: Array.from({ length: count }, (_, i) => ({
      email: `user-${i}@example.org`,
      name: `User ${i}`,
      role: 'VIEWER' as const,
      organizationId,
    })),
  });
  await addSilentModes(server, organizationId, subjects.patientId, count);
  const { data } = await server.post(
    `mutation { createWebhookEndpoint(input: { url: "https://hooks.example.org/kept", events: [IMAGE_STORED] }) {
      ... on CreateWebhookEndpointPayload { endpoint { id } } } }`,
    {},
    token,
  );
  for (let i = 0; i < count; i++)
    await server.post(
      `mutation ($endpointId: ID!, $analysisId: ID!, $name: String!) {
        sendTestWebhook(input: { endpointId: $endpointId }) { __typename }
        createApiKey(input: { name: $name, scopes: [READ] }) { __typename }
        recordReading(input: { analysisId: $analysisId, agrees: true }) { __typename }
        createWebhookEndpoint(input: { url: "https://hooks.example.org/more", events: [IMAGE_STORED] }) { __typename }
      }`,
      {
        endpointId: data.createWebhookEndpoint.endpoint.id,
        analysisId: subjects.analysisId,
        name: `K${i}`,
      },
      token,
    );
  // Room for those that are made while counting.
  const more = await prisma.webhookEndpoint.findMany({ where: { url: 'https://hooks.example.org/more' } });
  await prisma.webhookEndpoint.deleteMany({ where: { id: { in: more.slice(0, 3).map(({ id }) => id) } } });
}
