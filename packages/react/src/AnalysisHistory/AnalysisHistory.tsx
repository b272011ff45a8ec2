import type { Analysis } from '@eventeye/client';
import { useImageAnalyses } from '@eventeye/client/react';
import { AnalysisHistoryView } from './AnalysisHistoryView.js';

/** Properties of {@link AnalysisHistory}. */
export interface AnalysisHistoryProps {
  /** Global id of the image; without one nothing is asked. */
  medicalImageId: string | undefined;
  /** Offers to show one analysis. */
  onOpen?: ((analysis: Analysis) => void) | undefined;
}

/** The analyses of an image, newest first, two of which can be compared. */
export function AnalysisHistory({ medicalImageId, onOpen }: AnalysisHistoryProps) {
  const found = useImageAnalyses(medicalImageId);
  return (
    <AnalysisHistoryView
      state={found.state === 'idle' ? 'loading' : found.state}
      analyses={found.data ?? []}
      error={found.error}
      onRetry={found.retry}
      onMore={found.hasMore && !found.isLoadingMore ? found.loadMore : undefined}
      onOpen={onOpen}
    />
  );
}
