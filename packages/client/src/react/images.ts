import type { SeriesDetails, SeriesSlice, SliceOptions } from '../calls/seriesCalls.js';
import {
  MedicalImageDocument,
  SeriesDocument,
  SeriesImagesDocument,
  SeriesSlicesDocument,
} from '../generated/documents.js';
import type { ImageSummaryFieldsFragment, MedicalImageQuery } from '../generated/graphql.js';
import type { PagedState, QueryState } from './queryState.js';
import { usePagedState } from './usePagedState.js';
import { useQueryState } from './useQueryState.js';

/** One image with its newest analysis, which follows what is asked for elsewhere on the page; idle without an id. */
export function useMedicalImage(
  id: string | undefined,
): QueryState<NonNullable<MedicalImageQuery['medicalImage']>> {
  const variables = id === undefined ? undefined : { id };
  return useQueryState(MedicalImageDocument, variables, ({ medicalImage }) => medicalImage, 'image');
}

/** A series with its geometry, its study and its newest run; idle without an id. */
export function useSeries(id: string | undefined): QueryState<SeriesDetails> {
  const variables = id === undefined ? undefined : { id };
  return useQueryState(
    SeriesDocument,
    variables,
    ({ node }) => (node?.__typename === 'Series' ? node : null),
    'series',
  );
}

/** The images of a series in slice order, with what was last said of them; idle without an id. */
export function useSeriesImages(
  seriesId: string | undefined,
  { first = 50 } = {},
): PagedState<ImageSummaryFieldsFragment> {
  const variables = seriesId === undefined ? undefined : { seriesId, first };
  return usePagedState(
    SeriesImagesDocument,
    variables,
    ({ node }) => (node?.__typename === 'Series' ? node.medicalImages : null),
    'series',
  );
}

/**
 * The slices of a series for a viewer: addresses of an 8-bit picture and of the 16-bit values, in slice order; idle without
 * an id. Addresses run out; `retry` gives fresh ones.
 */
export function useSeriesSlices(
  seriesId: string | undefined,
  { first = 100, ...options }: SliceOptions & { first?: number } = {},
): PagedState<SeriesSlice> {
  const variables = seriesId === undefined ? undefined : { seriesId, first, ...options };
  return usePagedState(
    SeriesSlicesDocument,
    variables,
    ({ node }) => (node?.__typename === 'Series' ? node.slices : null),
    'series',
  );
}
