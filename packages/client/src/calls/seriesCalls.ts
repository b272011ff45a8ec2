import { unwrap } from '../errors/unwrap.js';
import * as documents from '../generated/documents.js';
import type {
  SeriesAnalysisFieldsFragment,
  SeriesHeatmapsQuery,
  SeriesProjectionQueryVariables,
  SeriesQuery,
  SeriesSlicesQuery,
  SeriesSlicesQueryVariables,
  SeriesSubtractionQueryVariables,
} from '../generated/graphql.js';
import { type Page, type PageArguments, pageOf } from '../page.js';
import { type Ask, nodeOf } from './ask.js';

/** A series with its geometry, its study and its newest run. */
export type SeriesDetails = Extract<NonNullable<SeriesQuery['node']>, { __typename: 'Series' }>;
/** One slice to look at: addresses of an 8-bit picture and of its 16-bit values. */
export type SeriesSlice = Extract<
  NonNullable<SeriesSlicesQuery['node']>,
  { __typename: 'Series' }
>['slices']['edges'][number]['node'];
/** The attention map of one slice of a run; its result is null until there is one. */
export type SeriesHeatmap = Extract<
  NonNullable<SeriesHeatmapsQuery['node']>,
  { __typename: 'SeriesAnalysis' }
>['heatmaps']['edges'][number]['node'];
/** Size and window of the 8-bit pictures. */
export type SliceOptions = Pick<SeriesSlicesQueryVariables, 'maxSize' | 'windowCenter' | 'windowWidth'>;

/** Whole series: their slices, pictures made of them, and runs over all slices. */
export interface SeriesCalls {
  /** A series with its geometry, its study and its newest run. Throws NOT_FOUND. */
  series(id: string): Promise<SeriesDetails>;
  /** The slices of a series in slice order. Throws NOT_FOUND. */
  seriesSlices(seriesId: string, options?: SliceOptions & PageArguments): Promise<Page<SeriesSlice>>;
  /** Expiring address of one slice minus the slice of another series at its place. Throws NOT_FOUND. */
  subtractionUrl(options: SeriesSubtractionQueryVariables): Promise<string>;
  /** Expiring address of the maximum intensity projection. Throws NOT_FOUND. */
  projectionUrl(options: SeriesProjectionQueryVariables): Promise<string>;
  /** Requests a run over all slices; it is queued. Throws NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED. */
  analyzeSeries(seriesId: string): Promise<SeriesAnalysisFieldsFragment>;
  /** Stops a run within one slice; results that are there stay. */
  cancelSeriesAnalysis(seriesAnalysisId: string): Promise<SeriesAnalysisFieldsFragment>;
  /** Expiring addresses of the attention maps of a run, in slice order. Throws NOT_FOUND. */
  seriesHeatmaps(seriesAnalysisId: string, options?: PageArguments): Promise<Page<SeriesHeatmap>>;
  /** A run as it is now. Throws NOT_FOUND. */
  seriesAnalysis(id: string): Promise<SeriesAnalysisFieldsFragment>;
}

/** The calls about series. */
export function seriesCalls({ query, page, mutate }: Ask): SeriesCalls {
  return {
    series: async (id) => nodeOf((await query(documents.SeriesDocument, { id })).node, 'Series', 'series'),
    async seriesSlices(seriesId, given = {}) {
      const { node } = await page(documents.SeriesSlicesDocument, { seriesId, ...given });
      return pageOf(nodeOf(node, 'Series', 'series').slices);
    },
    async subtractionUrl(options) {
      const { node } = await page(documents.SeriesSubtractionDocument, options);
      return nodeOf(node, 'Series', 'series').subtraction;
    },
    async projectionUrl(options) {
      const { node } = await page(documents.SeriesProjectionDocument, options);
      return nodeOf(node, 'Series', 'series').projection;
    },
    async analyzeSeries(seriesId) {
      const { analyzeSeries } = await mutate(
        documents.AnalyzeSeriesDocument,
        { input: { seriesId } },
        {
          update(cache, { analyzeSeries: answer }) {
            const id = cache.identify({ __typename: 'Series', id: seriesId });
            if (!id || answer.__typename !== 'AnalyzeSeriesPayload') return;
            const run = answer.seriesAnalysis;
            cache.modify({
              id,
              fields: { latestAnalysis: (_before, { toReference }) => toReference(run) ?? null },
            });
          },
        },
      );
      return unwrap(analyzeSeries).seriesAnalysis;
    },
    async cancelSeriesAnalysis(seriesAnalysisId) {
      const variables = { input: { seriesAnalysisId } };
      return unwrap((await mutate(documents.CancelSeriesAnalysisDocument, variables)).cancelSeriesAnalysis)
        .seriesAnalysis;
    },
    async seriesHeatmaps(seriesAnalysisId, given = {}) {
      const { node } = await page(documents.SeriesHeatmapsDocument, { seriesAnalysisId, ...given });
      return pageOf(nodeOf(node, 'SeriesAnalysis', 'run over a series').heatmaps);
    },
    async seriesAnalysis(id) {
      const { node } = await query(documents.SeriesAnalysisDocument, { id });
      return nodeOf(node, 'SeriesAnalysis', 'run over a series');
    },
  };
}
