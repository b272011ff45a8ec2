import type { PrismaClient } from '../database/client.js';
import { advanceSeries } from '../seriesAnalysis/advanceSeries.js';
import { type EndedAnalysis, type StoredAnalysis, storeResults } from './storeResult.js';

/** Slices of series that have their result, on their way into the database. */
export interface Conclusions {
  /** Resolves when the result is stored, to what was ended, if anything; rejects when it could not be. */
  add(analysis: EndedAnalysis): Promise<StoredAnalysis | undefined>;
}

interface Waiting {
  analysis: EndedAnalysis;
  resolve(stored: StoredAnalysis | undefined): void;
  reject(error: unknown): void;
}

/** How long a slice waits for others, which is also how often a series can say how far it is. */
const togetherMs = 100;
const most = 16;

/**
 * Stores the results of slices together, those of a tenth of a second in one transaction: nobody waits for a single slice of a
 * series, and one transaction for sixteen costs little more than one for one.
 */
export function openConclusions(prisma: PrismaClient): Conclusions {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const together = waiting;
    waiting = [];
    void settle(prisma, together);
  };
  return {
    add: (analysis) =>
      new Promise((resolve, reject) => {
        waiting.push({ analysis, resolve, reject });
        if (waiting.length >= most) flush();
        else timer ??= setTimeout(flush, togetherMs);
      }),
  };
}

async function settle(prisma: PrismaClient, together: readonly Waiting[]): Promise<void> {
  try {
    const stored = await store(
      prisma,
      together.map(({ analysis }) => analysis),
    );
    for (const { analysis, resolve } of together) resolve(stored.get(analysis.analysisId));
  } catch (error) {
    const [only, ...others] = together;
    if (others.length === 0) return only?.reject(error);
    // One result that the database does not take must not take the others with it.
    for (const one of together) await settle(prisma, [one]);
  }
}

async function store(
  prisma: PrismaClient,
  analyses: readonly EndedAnalysis[],
): Promise<Map<string, StoredAnalysis>> {
  return prisma.$transaction(async (transaction) => {
    const counts = new Map<string, number>();
    const stored = await storeResults(transaction, analyses);
    for (const { seriesAnalysisId } of stored)
      if (seriesAnalysisId) counts.set(seriesAnalysisId, (counts.get(seriesAnalysisId) ?? 0) + 1);
    // In one order, so that two transactions do not wait for each other.
    for (const id of [...counts.keys()].sort()) await advanceSeries(transaction, id, counts.get(id));
    return new Map(stored.map((one) => [one.id, one]));
  });
}
