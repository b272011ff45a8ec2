import { createDemoStudy } from '@eventeye/phantom';
import { expect, vi } from 'vitest';
import { postUpload } from '../../http/testing/postGraphql.js';
import type { TestServer } from '../../http/testing/startTestServer.js';

/** Uploads phantom slices and analyses each; resolves when all have their result. */
export async function analyzedImages(server: TestServer, token: string, slices: number, seed = 7) {
  const files = createDemoStudy({ seed, lesion: 'MALIGNANT', slices, size: 64 }).instances.map(
    ({ filename, bytes }) => ({ filename: filename.replaceAll('/', '-'), bytes }),
  );
  const { data } = await postUpload(`${server.url}/graphql`, token, files);
  const images: string[] = data.uploadMedicalImages.medicalImages.map(({ id }: { id: string }) => id);
  const { prisma } = server.services;
  const before = await prisma.aIAnalysisResult.count();
  for (const id of images)
    await server.post(
      'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { __typename } }',
      { id },
      token,
    );
  await vi.waitFor(async () => expect(await prisma.aIAnalysisResult.count()).toBe(before + images.length), {
    timeout: 60_000,
    interval: 50,
  });
  return images;
}
