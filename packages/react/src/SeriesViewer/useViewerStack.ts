import type { SeriesDetails, SeriesHeatmap, SeriesSlice } from '@eventeye/client';
import { type QueryState, useEventEye, useSeries } from '@eventeye/client/react';
import { useMemo } from 'react';
import { useWholeList, type WholeList } from './useWholeList.js';
import type { PatientVector, ViewerStack } from './viewerTypes.js';

/** A series on its way to the viewer. */
export interface LoadedSeries {
  details: QueryState<SeriesDetails>;
  list: WholeList<SeriesSlice>;
  series: SeriesDetails | undefined;
  /** Undefined until all slices are known. */
  stack: ViewerStack | undefined;
}

/** A series as the viewer shows it, with its details; idle without an id. */
export function useViewerStack(seriesId: string | undefined): LoadedSeries {
  const { url, seriesSlices } = useEventEye();
  const details = useSeries(seriesId);
  const list = useWholeList(seriesId, seriesSlices);
  const slices = list.items;
  const series = details.data;
  const { description, orientation, pixelSpacingMm } = series ?? {};
  const { rowMm, columnMm } = pixelSpacingMm ?? {};
  const stack = useMemo((): ViewerStack | undefined => {
    if (!slices || seriesId === undefined || orientation === undefined) return undefined;
    return {
      id: seriesId,
      label: description ?? '',
      orientation,
      pixelSpacingMm: rowMm === undefined || columnMm === undefined ? null : { rowMm, columnMm },
      slices: slices.map(({ id, png16, plane }) => ({
        id,
        valuesUrl: new URL(png16, url).href,
        plane: plane && {
          position: vector(plane.positionMm),
          rowDirection: vector(plane.rowDirection),
          columnDirection: vector(plane.columnDirection),
        },
      })),
    };
  }, [slices, seriesId, description, orientation, rowMm, columnMm, url]);
  return { series, details, list, stack };
}

/** The same with the attention maps of a run over it. */
export function useWithAttention(
  stack: ViewerStack | undefined,
  heatmaps: readonly SeriesHeatmap[] | undefined,
): ViewerStack | undefined {
  const { url } = useEventEye();
  return useMemo(() => {
    if (!stack || !heatmaps) return stack;
    const addresses = new Map(
      heatmaps.map(({ medicalImage, result }) => [medicalImage.id, result?.heatmapUrl]),
    );
    const slices = stack.slices.map((slice) => {
      const address = addresses.get(slice.id);
      return { ...slice, heatmapUrl: address ? new URL(address, url).href : null };
    });
    return { ...stack, slices };
  }, [stack, heatmaps, url]);
}

function vector([x = 0, y = 0, z = 0]: readonly number[]): PatientVector {
  return [x, y, z];
}
