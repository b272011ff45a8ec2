import type { AnalysesFilter } from '../calls/analysisCalls.js';
import { AnalysesDocument, AnalysisReadingsDocument, ImageAnalysesDocument } from '../generated/documents.js';
import type {
  AnalysisFieldsFragment,
  ReadingFieldsFragment,
  RecordReadingInput,
  SeriesAnalysisFieldsFragment,
} from '../generated/graphql.js';
import { useEventEye } from './EventEyeProvider.js';
import type { PagedState, QueryState } from './queryState.js';
import { type ActionState, useAction } from './useAction.js';
import { useFollowed } from './useFollowed.js';
import { usePagedState } from './usePagedState.js';

/**
 * Analyses of the organization, newest first; with `orderBy: 'MOST_SUSPICIOUS'` a worklist.
 *
 * @example
 * const worklist = useAnalyses({ outcome: 'MALIGNANT', orderBy: 'MOST_SUSPICIOUS' });
 */
export function useAnalyses({
  first = 20,
  ...filter
}: AnalysesFilter & { first?: number } = {}): PagedState<AnalysisFieldsFragment> {
  return usePagedState(AnalysesDocument, { ...filter, first }, ({ analyses }) => analyses, 'list');
}

/** The analyses of one image, newest first; idle without an id. */
export function useImageAnalyses(
  medicalImageId: string | undefined,
  { first = 20 } = {},
): PagedState<AnalysisFieldsFragment> {
  const variables = medicalImageId === undefined ? undefined : { medicalImageId, first };
  return usePagedState(
    ImageAnalysesDocument,
    variables,
    ({ medicalImage }) => medicalImage?.analyses,
    'image',
  );
}

/** One analysis, live: its state now, then each change until it ends. Idle without an id. */
export function useAnalysis(id: string | undefined): QueryState<AnalysisFieldsFragment> {
  return useFollowed(useEventEye().watchAnalysis, id);
}

/** One run over a series, live. Idle without an id. */
export function useSeriesAnalysis(id: string | undefined): QueryState<SeriesAnalysisFieldsFragment> {
  return useFollowed(useEventEye().watchSeriesAnalysis, id);
}

/** Records what a clinician says of a result. Fails with VALIDATION_FAILED, FORBIDDEN, NOT_FOUND. */
export function useRecordReading(): ActionState<[RecordReadingInput], ReadingFieldsFragment> {
  return useAction(useEventEye().recordReading);
}

/** What clinicians said of a result, newest first; `totalCount` is not known. Idle without an id. */
export function useReadings(
  analysisId: string | undefined,
  { first = 20 } = {},
): PagedState<ReadingFieldsFragment> {
  const variables = analysisId === undefined ? undefined : { analysisId, first };
  return usePagedState(AnalysisReadingsDocument, variables, ({ analysis }) => analysis?.readings, 'analysis');
}
