import type { TestServer } from '../http/testing/startTestServer.js';
import { decodeGlobalId } from '../schema/globalId.js';

/** Adds silent modes of an organization, each with a result, and as many truths about a patient. */
export async function addSilentModes(
  { services: { prisma } }: TestServer,
  organizationId: string,
  patient: string,
  count: number,
): Promise<void> {
  const { id: startedById } = await prisma.user.findFirstOrThrow({ where: { organizationId } });
  const patientId = decodeGlobalId(patient)!.id;
  const analyses = await prisma.analysis.findMany({ where: { organizationId }, take: count });
  const { id: modelVersionId } = await prisma.modelVersion.findFirstOrThrow();
  for (const { id: analysisId, patientId: whose, medicalImageId } of analyses) {
    const about = { organizationId, patientId: whose, medicalImageId, modelVersionId, analysisId };
    const started = {
      organizationId,
      targetPatients: 10,
      startedById,
      endedAt: new Date(),
      isReleased: false,
    };
    const { id: silentModeId } = await prisma.silentMode.create({ data: started });
    await prisma.silentResult.create({ data: { ...about, silentModeId, outcome: 'BENIGN' } });
    await prisma.referenceStandard.create({
      data: {
        organizationId,
        patientId,
        label: 'BENIGN',
        source: 'FOLLOW_UP',
        establishedOn: new Date(),
        recordedById: startedById,
      },
    });
  }
}
