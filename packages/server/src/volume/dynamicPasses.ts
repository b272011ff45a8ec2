import { type Dataset, imagePlane, readDataset, sliceGeometry } from '@eventeye/dicom';
import type { Bounds } from '../access/bounds.js';
import { visibleSeries } from '../access/visibleRows.js';
import type { Series } from '../database/client.js';
import type { Services } from '../services.js';
import { sliceOrder } from '../study/sliceOrder.js';
import type { DynamicPass } from './suggestSubtraction.js';

/** More series than any examination of a breast has. */
const mostSeries = 100;

/**
 * The series of a study that may be passes of a dynamic acquisition: MR, single-frame, of several slices. The header of the
 * first slice of each is read.
 */
export async function dynamicPasses(
  { prisma, storage, config }: Pick<Services, 'prisma' | 'storage' | 'config'>,
  bounds: Bounds,
  studyId: string,
): Promise<(DynamicPass & { row: Series })[]> {
  const candidates = await prisma.series.findMany({
    where: { studyId, modality: 'MR', ...visibleSeries(bounds) },
    orderBy: { id: 'asc' },
    take: mostSeries,
    include: {
      images: {
        orderBy: [...sliceOrder],
        select: { slicePositionMm: true, storagePath: true, kind: true, frameCount: true },
      },
    },
  });
  const { maxPixels, maxTotalSamples } = config.limits;
  const passes: (DynamicPass & { row: Series })[] = [];
  for (const { images, ...row } of candidates) {
    const [first, second] = images;
    if (!first || !second || images.some((image) => image.kind !== 'dicom' || image.frameCount !== 1))
      continue;
    const dataset = readDataset(await storage.read(first.storagePath), { maxPixels, maxTotalSamples });
    passes.push({
      row,
      seriesId: row.id,
      positionsMm: images.map(({ slicePositionMm }) => slicePositionMm),
      protocol: protocolOf(dataset),
      first: sliceGeometry(dataset),
      hasContrastAgent: dataset.text('x00180010') !== undefined,
    });
  }
  return passes;
}

/** Matrix, orientation and spacing, frame of reference, and what makes the contrast of an MR sequence. */
function protocolOf(dataset: Dataset): string {
  const plane = imagePlane(dataset);
  const directions = plane && [...plane.rowDirection, ...plane.columnDirection].map(thousandths);
  return JSON.stringify([
    dataset.uint16('x00280010'),
    dataset.uint16('x00280011'),
    directions,
    plane && [plane.rowSpacingMm, plane.columnSpacingMm].map(thousandths),
    dataset.string('x00200052'),
    // Scanning Sequence, Scan Options, Repetition Time, Echo Time, Inversion Time, Flip Angle.
    dataset.strings('x00180020'),
    dataset.strings('x00180022'),
    ...['x00180080', 'x00180081', 'x00180082', 'x00181314'].map((tag) =>
      dataset.decimal(tag as `x${string}`),
    ),
  ]);
}

/** Values written in decimal differ by rounding; JSON knows no negative zero. */
const thousandths = (value: number) => Math.round(value * 1000);
