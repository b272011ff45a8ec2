import { useImageAnalyses } from '@eventeye/client/react';
import { AnalysisHistoryView } from '@eventeye/react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useComesBack } from '../../data/useComesBack.js';

/** Properties of {@link History}. */
export interface HistoryProps {
  imageId: string;
  /** The newest analysis that ended; the history is asked for anew when it changes. */
  endedId: string | undefined;
}

/** Every analysis of an image, newest first; two can be compared, and each leads to its report. */
export function History({ imageId, endedId }: HistoryProps) {
  const navigate = useNavigate();
  const found = useImageAnalyses(imageId);
  useComesBack(found);
  const { retry } = found;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another analysis has ended.
  useEffect(() => retry(), [endedId, retry]);
  return (
    <div className="cw-panel" id="history">
      <AnalysisHistoryView
        state={found.state === 'idle' ? 'loading' : found.state}
        analyses={found.data ?? []}
        error={found.error}
        onRetry={retry}
        onMore={found.hasMore && !found.isLoadingMore ? found.loadMore : undefined}
        onOpen={({ id, result }) => result && navigate(`/analyses/${id}/report`)}
      />
    </div>
  );
}
