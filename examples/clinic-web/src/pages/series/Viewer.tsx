import type { SeriesAnalysis, SeriesDetails } from '@eventeye/client';
import { useEventEye, useSeriesSlices } from '@eventeye/client/react';
import { SeriesViewerView, type ViewerStack } from '@eventeye/react';
import { useEffect, useMemo } from 'react';
import { personName } from '../../format/personName.js';

/** Properties of {@link Viewer}. */
export interface ViewerProps {
  series: SeriesDetails;
  analysis: SeriesAnalysis | null | undefined;
  sliceIndex: number;
  onSliceIndex(index: number): void;
}

/** The series to be read, with the phase before contrast beside it where the study has one. */
export function Viewer({ series, analysis, sliceIndex, onSliceIndex }: ViewerProps) {
  const client = useEventEye();
  const own = useStack(series);
  const { suggestedSubtraction, patient } = series.study;
  const isAfter = suggestedSubtraction?.series.id === series.id;
  const base = useStackOf(isAfter ? suggestedSubtraction.base.id : undefined, series);
  return (
    <SeriesViewerView
      stack={own.stack}
      error={own.error}
      onRetry={own.retry}
      onAddressesExpired={own.retry}
      base={base.stack}
      caption={{
        patient: patient.name ? personName(patient.name) : patient.mrn,
        study: series.study.description ?? undefined,
      }}
      analysis={analysis}
      sliceIndex={sliceIndex}
      onSliceIndexChange={onSliceIndex}
      projectionUrl={(plane, ofDifference) =>
        client.projectionUrl({
          seriesId: series.id,
          plane,
          ...(ofDifference && isAfter && { baseSeriesId: suggestedSubtraction.base.id }),
        })
      }
    />
  );
}

const useStack = (series: SeriesDetails) => useStackOf(series.id, series);

/** All slices of a series, page after page; undefined until they are there. */
function useStackOf(id: string | undefined, { description, pixelSpacingMm, orientation }: SeriesDetails) {
  const { url } = useEventEye();
  const slices = useSeriesSlices(id);
  const { data, hasMore, isLoadingMore, loadMore, error, retry } = slices;
  useEffect(() => {
    if (hasMore && !isLoadingMore) loadMore();
  }, [hasMore, isLoadingMore, loadMore]);
  const stack = useMemo<ViewerStack | undefined>(() => {
    if (!id || !data || hasMore) return undefined;
    return {
      id,
      label: description ?? '',
      slices: data.map((slice) => ({ id: slice.id, valuesUrl: new URL(slice.png16, url).href })),
      pixelSpacingMm,
      orientation,
    };
  }, [id, data, hasMore, description, pixelSpacingMm, orientation, url]);
  return { stack, error, retry };
}
