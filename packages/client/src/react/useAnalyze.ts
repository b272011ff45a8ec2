import { type EventEyeError, isFinal } from '@eventeye/core';
import { useCallback, useMemo, useState } from 'react';
import type { AnalysisFieldsFragment, SeriesAnalysisFieldsFragment } from '../generated/graphql.js';
import type { Watched, WatchOptions } from '../watch/watchAnalysis.js';
import { useEventEye } from './EventEyeProvider.js';
import { useAction } from './useAction.js';
import { useFollowed } from './useFollowed.js';

/** Where a request for an analysis stands, as `data-state` of a button or card. */
export type AnalyzePhase = 'idle' | 'requesting' | 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';

/** An analysis from the request to its end. */
export interface AnalyzeState<T> {
  state: AnalyzePhase;
  /** From 0 to 1. */
  progress: number;
  /** The analysis, from the moment the server took the request. */
  analysis: T | undefined;
  /** Why the request was refused, or why the analysis can not be followed. With `failed` and no error: see `analysis.error`. */
  error: EventEyeError | undefined;
  /** Whether `analyze` would do something now. */
  canAnalyze: boolean;
  /** Whether `cancel` would do something now. */
  canCancel: boolean;
  /** Asks for an analysis, or for another one. Never throws. */
  analyze(): Promise<void>;
  /** Stops the one under way. Never throws. */
  cancel(): Promise<void>;
}

/** Settings of {@link useAnalyze}. */
export interface AnalyzeOptions {
  /** An analysis that is known to be under way or to have ended, such as `image.latestAnalysis`: it is taken up. */
  latest?: { id: string } | null | undefined;
}

/**
 * The Analyse button of an image: request, live progress, cancel, again.
 *
 * @example
 * const { state, progress, analysis, analyze, cancel } = useAnalyze(image.id, { latest: image.latestAnalysis });
 */
export function useAnalyze(
  medicalImageId: string,
  options: AnalyzeOptions = {},
): AnalyzeState<AnalysisFieldsFragment> {
  const client = useEventEye();
  return useRequested(
    medicalImageId,
    options.latest?.id,
    client.analyzeMedicalImage,
    client.cancelAnalysis,
    client.watchAnalysis,
  );
}

/** The same for all slices of a series. */
export function useAnalyzeSeries(
  seriesId: string,
  options: AnalyzeOptions = {},
): AnalyzeState<SeriesAnalysisFieldsFragment> {
  const client = useEventEye();
  return useRequested(
    seriesId,
    options.latest?.id,
    client.analyzeSeries,
    client.cancelSeriesAnalysis,
    client.watchSeriesAnalysis,
  );
}

function useRequested<T extends Watched & { id: string; error: { code: string } | null }>(
  targetId: string,
  latestId: string | undefined,
  request: (targetId: string) => Promise<T>,
  stop: (id: string) => Promise<T>,
  watch: (id: string, options: WatchOptions) => AsyncIterable<T>,
): AnalyzeState<T> {
  // Of another target nothing holds any more.
  const [asked, setAsked] = useState<{ targetId: string; first: T }>();
  const [canceled, setCanceled] = useState<T>();
  const own = asked?.targetId === targetId ? asked.first : undefined;
  const followedId = own?.id ?? latestId;
  const followed = useFollowed(watch, followedId);
  const requesting = useAction(request);
  const canceling = useAction(stop);
  const [requestedFor, setRequestedFor] = useState(targetId);
  const ask = requesting.run;
  const analyze = useCallback(async () => {
    setRequestedFor(targetId);
    const first = await ask(targetId);
    if (first) setAsked({ targetId, first });
  }, [ask, targetId]);
  const seen = followed.data ?? own;
  // Whichever is further: the answer to a cancellation may come before the watch tells of it.
  const analysis = canceled && seen && canceled.id === seen.id && !isFinal(seen.status) ? canceled : seen;
  const halt = canceling.run;
  const cancel = useCallback(async () => {
    if (followedId === undefined) return;
    const ended = await halt(followedId);
    if (ended) setCanceled(ended);
  }, [halt, followedId]);
  const isMine = requestedFor === targetId;
  return useMemo(() => {
    const underWay = analysis !== undefined && !isFinal(analysis.status);
    const isRequesting = isMine && requesting.state === 'running';
    const refused = isMine && requesting.state === 'failed' ? requesting.error : undefined;
    const error = refused ?? canceling.error ?? followed.error;
    const state: AnalyzePhase = isRequesting
      ? 'requesting'
      : refused
        ? 'failed'
        : analysis
          ? (analysis.status.toLowerCase() as AnalyzePhase)
          : followed.state === 'failed'
            ? 'failed'
            : 'idle';
    return {
      state,
      progress: isRequesting ? 0 : (analysis?.progress ?? 0),
      analysis,
      error,
      canAnalyze: !isRequesting && !underWay && followed.state !== 'loading',
      canCancel: underWay && canceling.state !== 'running',
      analyze,
      cancel,
    };
  }, [analysis, isMine, requesting, canceling, followed, analyze, cancel]);
}
