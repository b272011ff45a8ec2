import type { AnalysisStatus } from '@eventeye/client';
import { useAnalyze, useMedicalImage, useOnline } from '@eventeye/client/react';
import { useEffect, useRef } from 'react';
import { type MedicalImageCardSlots, MedicalImageCardView } from './MedicalImageCardView.js';

/** What a host is told of an analysis. */
export interface AnalysisState {
  id: string;
  status: AnalysisStatus;
}

/** Properties of {@link MedicalImageCard}. */
export interface MedicalImageCardProps {
  /** Global id of the image; without one the card is empty. */
  medicalImageId: string | undefined;
  /** Whether analyses may be asked for here; true unless told. The server has the last word. */
  mayAnalyze?: boolean;
  /** Offers to open the image in a viewer. */
  onOpen?: (() => void) | undefined;
  /** Offers the analyses so far. */
  onHistory?: (() => void) | undefined;
  /** Told of the shown analysis, with each change of it. */
  onAnalysisChange?: ((analysis: AnalysisState) => void) | undefined;
  /** Parts of the card of your own. */
  slots?: MedicalImageCardSlots | undefined;
}

const withoutNetwork = { code: 'NETWORK_FAILED', message: 'The browser has no connection.' };

/** One image with its newest analysis, live: what it says, and buttons to analyse it, again, or to stop. */
export function MedicalImageCard({
  medicalImageId,
  mayAnalyze = true,
  onOpen,
  onHistory,
  onAnalysisChange,
  slots,
}: MedicalImageCardProps) {
  const found = useMedicalImage(medicalImageId);
  const latest = found.data?.latestAnalysis;
  const run = useAnalyze(medicalImageId ?? '', { latest });
  const told = useRef(onAnalysisChange);
  useEffect(() => {
    told.current = onAnalysisChange;
  });
  const shown = run.analysis ?? latest;
  const isOnline = useOnline();
  const [id, status] = [shown?.id, shown?.status];
  useEffect(() => {
    if (id && status) told.current?.({ id, status });
  }, [id, status]);
  // The client waits for a connection in silence; a browser that knows it has none says so at once.
  const error = found.error ?? run.error ?? (isOnline ? undefined : withoutNetwork);
  // Only a request that was refused is made again; an analysis under way must not become two.
  const isRefused = !found.error && run.state === 'failed' && run.canAnalyze && (run.analysis || !latest);
  return (
    <MedicalImageCardView
      image={found.data}
      analysis={shown}
      isLoading={found.state === 'loading'}
      isRequesting={run.state === 'requesting'}
      error={error}
      onRetry={isRefused && mayAnalyze ? run.analyze : error === withoutNetwork ? undefined : found.retry}
      onAnalyze={mayAnalyze ? run.analyze : undefined}
      onCancel={mayAnalyze ? run.cancel : undefined}
      onOpen={onOpen}
      onHistory={onHistory}
      slots={slots}
    />
  );
}
