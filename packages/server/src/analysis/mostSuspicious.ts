import { visibleAnalyses } from '../access/visibleRows.js';
import type { Analysis, Prisma, PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';

/** The page that a connection asks for; from the back where `take` is negative. */
type PageQuery = Pick<Prisma.AnalysisFindManyArgs, 'include' | 'cursor'> & { take: number; skip: number };

/**
 * One page of the analyses that match, by falling malignancy probability.
 *
 * Prisma's own cursor over two columns compiles to conditions joined by OR that no index answers, so that a page is found by
 * walking from the first one. Here the cursor's probability is a bound of its own, and that is where the index is entered.
 */
export async function mostSuspicious(
  prisma: PrismaClient,
  caller: Caller,
  matching: Prisma.AnalysisWhereInput,
  { cursor, skip: _, ...page }: PageQuery,
): Promise<Analysis[]> {
  const orderBy: Prisma.AnalysisOrderByWithRelationInput[] = [
    { malignancyProbability: 'desc' },
    { id: 'desc' },
  ];
  if (!cursor?.id) return prisma.analysis.findMany({ ...page, where: matching, orderBy });
  const from = await prisma.analysis.findUnique({
    where: { id: cursor.id, AND: visibleAnalyses(caller) },
    select: { id: true, malignancyProbability: true },
  });
  if (from?.malignancyProbability == null) return [];
  const { id, malignancyProbability: value } = from;
  const beyond =
    page.take < 0
      ? [
          { malignancyProbability: { gte: value } },
          { OR: [{ malignancyProbability: { gt: value } }, { id: { gt: id } }] },
        ]
      : [
          { malignancyProbability: { lte: value } },
          { OR: [{ malignancyProbability: { lt: value } }, { id: { lt: id } }] },
        ];
  return prisma.analysis.findMany({ ...page, where: { AND: [matching, ...beyond] }, orderBy });
}
