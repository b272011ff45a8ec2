import { useEventEye, useSeriesAnalysis } from '@eventeye/client/react';
import { isFinal } from '@eventeye/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useFormats } from '../i18n/formats.js';
import { MalignancyProfile } from '../MalignancyProfile/MalignancyProfile.js';
import { SeriesViewerView, type SeriesViewerViewProps } from './SeriesViewerView.js';
import type { ProjectionUrl } from './state/useProjectionUrl.js';
import { useViewerStack, useWithAttention } from './useViewerStack.js';
import { useWholeList } from './useWholeList.js';

/** Properties of {@link SeriesViewer}. */
export interface SeriesViewerProps
  extends Pick<
    SeriesViewerViewProps,
    'onSliceIndexChange' | 'sliceIndex' | 'defaultLayout' | 'memoryLimitBytes' | 'readPicture'
  > {
  seriesId: string;
  /** What is subtracted; the study's suggestion unless told, null for nothing. */
  baseSeriesId?: string | null;
  /** Shows the profile of the newest run below the pictures; true unless told. */
  showsProfile?: boolean;
  /** Stands below all. */
  children?: ReactNode;
}

/** A series from the server: its slices, the phase before contrast, projections, and its newest run as it goes on. */
export function SeriesViewer(props: SeriesViewerProps) {
  const { seriesId, showsProfile = true, children, onSliceIndexChange, ...viewer } = props;
  const client = useEventEye();
  const { date, personName } = useFormats();
  const [ownIndex, setOwnIndex] = useState<{ seriesId: string; index: number }>();
  const { series, details, list, ...read } = useViewerStack(seriesId);
  const runId = series?.latestAnalysis?.id;
  const run = useSeriesAnalysis(runId);
  const analysis = run.data ?? series?.latestAnalysis ?? null;
  // Attention of a run that goes on would change with every slice.
  const isDone = analysis !== null && isFinal(analysis.status);
  const heatmapList = useWholeList(isDone ? runId : undefined, client.seriesHeatmaps);
  const heatmaps = heatmapList.items;
  const stack = useWithAttention(read.stack, heatmaps);

  const suggested = series?.study.suggestedSubtraction?.base.id;
  const baseId = (props.baseSeriesId === undefined ? suggested : props.baseSeriesId) ?? undefined;
  const base = useViewerStack(baseId === seriesId ? undefined : baseId);

  const baseForProjection = base.stack?.id;
  const projectionUrl = useCallback<ProjectionUrl>(
    async (plane, ofDifference) => {
      const baseSeriesId = ofDifference ? baseForProjection : undefined;
      const address = await client.projectionUrl({ seriesId, plane, ...(baseSeriesId && { baseSeriesId }) });
      return new URL(address, client.url).href;
    },
    [client, seriesId, baseForProjection],
  );
  const onAddressesExpired = () => {
    list.retry();
    base.list.retry();
    heatmapList.retry();
  };
  const { study } = series ?? {};
  const caption = useMemo(
    () => ({
      patient: study && patientCaption(study.patient, personName),
      study:
        study && [study.description, study.studyDate && date(study.studyDate)].filter(Boolean).join(' · '),
    }),
    [study, date, personName],
  );

  const index = props.sliceIndex ?? (ownIndex?.seriesId === seriesId ? ownIndex.index : undefined);
  const goTo = (next: number) => {
    setOwnIndex({ seriesId, index: next });
    onSliceIndexChange?.(next);
  };
  const error = details.state === 'failed' ? details.error : list.error;
  const model = heatmaps?.find(({ result }) => result)?.result?.model;
  return (
    <SeriesViewerView
      {...viewer}
      stack={stack}
      error={stack ? undefined : error}
      onRetry={() => {
        details.retry();
        list.retry();
      }}
      base={base.stack}
      caption={caption}
      analysis={series ? analysis : undefined}
      isWithheld={analysis?.isWithheld ?? false}
      isDemonstration={model?.isDemonstration ?? true}
      sliceIndex={index}
      onSliceIndexChange={goTo}
      projectionUrl={projectionUrl}
      onAddressesExpired={onAddressesExpired}
      isRenewalFailed={(list.error ?? base.list.error) !== undefined}
    >
      {showsProfile && analysis && analysis.profile.length > 0 && stack && (
        <MalignancyProfile
          analysis={analysis}
          isDemonstration={model?.isDemonstration ?? true}
          thresholds={model?.thresholds}
          sliceIndex={index ?? Math.floor(stack.slices.length / 2)}
          onSliceIndexChange={goTo}
        />
      )}
      {children}
    </SeriesViewerView>
  );
}

/** Name and record number; once where they are the same. */
function patientCaption(
  { name, mrn }: { name: string | null; mrn: string },
  personName: (value: string) => string,
): string {
  return name && name !== mrn ? `${personName(name)} · ${mrn}` : mrn;
}
