import { isFinal } from '@eventeye/client';
import { useAnalyze, useMedicalImage } from '@eventeye/client/react';
import type { MedicalImageCardViewProps } from '@eventeye/react';
import { useDeferredValue, useEffect, useRef } from 'react';
import { useComesBack } from '../data/useComesBack.js';
import { useMayChange } from '../session/UserContext.js';

/** An image with its newest analysis, live, and what may be done with it: what a card of it shows. */
export function useAnalysedImage(imageId: string | undefined): MedicalImageCardViewProps & {
  /** Told of the newest analysis that ended: histories are asked for anew. */
  endedId: string | undefined;
} {
  // Drawn in slices, as QueryView does.
  const image = useDeferredValue(useMedicalImage(imageId));
  useComesBack(image);
  const mayChange = useMayChange();
  const latest = image.data?.latestAnalysis;
  const live = useAnalyze(imageId ?? '', { latest });
  const { analysis = latest, analyze, cancel } = live;
  const ended = analysis && isFinal(analysis.status) ? analysis : undefined;
  useRefreshAtEnd(ended?.id, image.retry);
  return {
    image: image.data,
    analysis: analysis ?? null,
    isLoading: image.state === 'loading' || image.state === 'idle',
    isRequesting: live.state === 'requesting',
    error: image.error ?? live.error,
    onRetry: image.retry,
    ...(mayChange && { onAnalyze: analyze, onCancel: cancel }),
    endedId: ended?.id,
  };
}

/** Addresses of a result's pictures run out, and what was followed live is asked for once more when it ends. */
function useRefreshAtEnd(endedId: string | undefined, refresh: () => void): void {
  const before = useRef(endedId);
  useEffect(() => {
    if (endedId !== undefined && before.current !== undefined && before.current !== endedId) refresh();
    before.current = endedId ?? before.current ?? '';
  }, [endedId, refresh]);
}
