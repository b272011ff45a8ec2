import { randomUUID } from 'node:crypto';
import type { TestServer } from '../../http/testing/startTestServer.js';
import { encodeGlobalId } from '../../schema/globalId.js';
import { notifyUpdate } from '../../updates/notify.js';

/** An analysis that runs as long as the test wants, and how to change it. */
export async function watchedAnalysis({ services: { prisma } }: TestServer, organizationId: string) {
  const patient = await prisma.patient.create({ data: { organizationId, mrn: randomUUID() } });
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
      sha256: randomUUID(),
      storagePath: randomUUID(),
    },
  });
  const analysis = await prisma.analysis.create({
    data: { organizationId, patientId: patient.id, medicalImageId: image.id, status: 'RUNNING' },
  });
  return {
    rowId: analysis.id,
    analysisId: encodeGlobalId('Analysis', analysis.id),
    patientId: encodeGlobalId('Patient', patient.id),
    /** Changes the row and says so, in one transaction. */
    change: (data: object) =>
      prisma.$transaction(async (transaction) => {
        await transaction.analysis.update({ where: { id: analysis.id }, data });
        await notifyUpdate(transaction, { analysisId: analysis.id, patientId: patient.id });
      }),
    tell: () => notifyUpdate(prisma, { analysisId: analysis.id, patientId: patient.id }),
  };
}

/** What the tests subscribe to. */
export const watchQuery =
  'subscription ($id: ID!) { analysisUpdated(analysisId: $id) { id status progress } }';
