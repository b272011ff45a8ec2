import type { ViewerAnalysis } from '../SeriesViewer/viewerTypes.js';

/** One slice of a profile. */
export type ProfilePoint = ViewerAnalysis['profile'][number];

/** What a profile says in words. */
export interface ProfileSummary {
  scored: number;
  outOfScope: number;
  failed: number;
  pending: number;
  highest: { index: number; malignancyProbability: number } | undefined;
}

/** Neighbouring slices with a score; a slice without one breaks the line, since a gap is no zero. */
export function profileRuns(profile: readonly ProfilePoint[]): { index: number; score: number }[][] {
  const runs: { index: number; score: number }[][] = [];
  let run: { index: number; score: number }[] | undefined;
  for (const { index, malignancyProbability: score } of profile) {
    if (score === null) {
      run = undefined;
      continue;
    }
    if (!run) {
      run = [];
      runs.push(run);
    }
    run.push({ index, score });
  }
  return runs;
}

/** Why a slice has no score; undefined for one that has. */
export function gapOf({
  malignancyProbability,
  status,
  outcome,
}: ProfilePoint): 'outOfScope' | 'failed' | 'pending' | undefined {
  if (malignancyProbability !== null) return undefined;
  if (outcome === 'OUT_OF_SCOPE') return 'outOfScope';
  return status === 'QUEUED' || status === 'RUNNING' ? 'pending' : 'failed';
}

/** Neighbouring slices without a score for the same reason; `last` is included. */
export function profileGaps(
  profile: readonly ProfilePoint[],
): { kind: 'outOfScope' | 'failed' | 'pending'; first: number; last: number }[] {
  const gaps: ReturnType<typeof profileGaps> = [];
  for (const point of profile) {
    const kind = gapOf(point);
    const before = gaps.at(-1);
    if (!kind) continue;
    if (before?.kind === kind && before.last === point.index - 1) before.last = point.index;
    else gaps.push({ kind, first: point.index, last: point.index });
  }
  return gaps;
}

/** Counts and the highest score. */
export function summarizeProfile(profile: readonly ProfilePoint[]): ProfileSummary {
  const summary: ProfileSummary = { scored: 0, outOfScope: 0, failed: 0, pending: 0, highest: undefined };
  for (const point of profile) {
    const gap = gapOf(point);
    if (gap) {
      summary[gap]++;
      continue;
    }
    summary.scored++;
    const { index, malignancyProbability } = point;
    if (malignancyProbability! > (summary.highest?.malignancyProbability ?? -1))
      summary.highest = { index, malignancyProbability: malignancyProbability! };
  }
  return summary;
}
