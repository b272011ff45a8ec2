import type { PrismaClient } from '../database/client.js';

/** Slices of one position may differ by this much between the passes of a dynamic series, mm. */
const nearEnoughMm = 0.5;

/**
 * The slice before contrast at the place of a slice after it: same study, same place along the normal, from the first series
 * of the study that comes before. `undefined` where the study has none, or the slice names no place.
 */
export async function findPreContrast(
  prisma: PrismaClient,
  medicalImageId: string,
): Promise<{ id: string; storagePath: string } | undefined> {
  const { slicePositionMm, series } = await prisma.medicalImage.findUniqueOrThrow({
    where: { id: medicalImageId },
    select: { slicePositionMm: true, series: { select: { studyId: true, seriesNumber: true } } },
  });
  if (slicePositionMm === null || !series || series.seriesNumber === null) return undefined;
  const candidates = await prisma.medicalImage.findMany({
    where: {
      slicePositionMm: { gte: slicePositionMm - nearEnoughMm, lte: slicePositionMm + nearEnoughMm },
      series: { studyId: series.studyId, seriesNumber: { lt: series.seriesNumber } },
    },
    select: {
      id: true,
      storagePath: true,
      slicePositionMm: true,
      series: { select: { seriesNumber: true } },
    },
  });
  const distance = (one: (typeof candidates)[number]) => Math.abs(one.slicePositionMm! - slicePositionMm);
  return candidates.sort(
    (a, b) => a.series!.seriesNumber! - b.series!.seriesNumber! || distance(a) - distance(b),
  )[0];
}
