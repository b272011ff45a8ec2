import type { SeriesAnalysis } from '@eventeye/client';

// A run over the phantom's slices for stories. No component imports this.

/** A run with `completed` of `count` slices done; `gaps` are out of scope or failed. */
export function seriesAnalysisOf(
  count: number,
  completed = count,
  gaps: readonly number[] = [],
): SeriesAnalysis {
  const profile = Array.from({ length: count }, (_, index) => {
    const along = (index + 0.5) / count - 0.6;
    const isDone = index < completed;
    const hasNumber = isDone && !gaps.includes(index);
    const malignancyProbability = hasNumber ? 0.06 + 0.86 * Math.exp(-((along / 0.06) ** 2)) : null;
    return {
      __typename: 'MalignancyProfilePoint',
      index,
      positionMm: index - count / 2,
      malignancyProbability,
      outcome: !isDone
        ? null
        : !hasNumber
          ? 'OUT_OF_SCOPE'
          : malignancyProbability! > 0.5
            ? 'MALIGNANT'
            : 'BENIGN',
      status: isDone ? 'SUCCEEDED' : 'QUEUED',
      medicalImage: { __typename: 'MedicalImage', id: `post ${index}` },
    };
  });
  const suspicious = profile.filter(({ outcome }) => outcome === 'MALIGNANT').map(({ index }) => index);
  const key = Math.min(count - 1, Math.round(0.6 * count));
  const box = { __typename: 'ImageBox', x: 124, y: 44, width: 34, height: 32 };
  return {
    __typename: 'SeriesAnalysis',
    id: 'run',
    status: completed === count ? 'SUCCEEDED' : 'RUNNING',
    isWithheld: false,
    progress: completed / count,
    sliceCount: count,
    completedSlices: completed,
    outcome: suspicious.length > 0 ? 'MALIGNANT' : completed > 0 ? 'BENIGN' : null,
    series: { __typename: 'Series', id: 'post' },
    keyImage: suspicious.length > 0 ? { __typename: 'MedicalImage', id: `post ${key}` } : null,
    error: null,
    profile,
    lesionCandidates:
      suspicious.length === 0
        ? []
        : [
            {
              __typename: 'LesionCandidate',
              box,
              keyBox: box,
              keyImage: { __typename: 'MedicalImage', id: `post ${key}` },
              keySliceIndex: key,
              firstSliceIndex: suspicious[0],
              lastSliceIndex: suspicious.at(-1),
              sliceCount: suspicious.length,
              peakProbability: 0.914,
              meanProbability: 0.71,
              peakAttention: 0.93,
              location: null,
              regions: suspicious.map((sliceIndex) => ({
                __typename: 'CandidateRegion',
                sliceIndex,
                score: 0.8,
                box,
              })),
            },
          ],
  } as unknown as SeriesAnalysis;
}
