import { useAction, useAnalysis, useEventEye } from '@eventeye/client/react';
import { LiveAnalysisView } from './LiveAnalysisView.js';

/** Properties of {@link LiveAnalysis}. */
export interface LiveAnalysisProps {
  /** Global id of the analysis; without one nothing is asked. */
  analysisId: string | undefined;
  /** Whether it may be stopped here; true unless told. The server has the last word. */
  mayCancel?: boolean;
}

/** One analysis, live: progress until it ends, then its result. */
export function LiveAnalysis({ analysisId, mayCancel = true }: LiveAnalysisProps) {
  const analysis = useAnalysis(analysisId);
  const cancel = useAction(useEventEye().cancelAnalysis);
  return (
    <LiveAnalysisView
      analysis={analysis.data}
      isLoading={analysis.state === 'loading'}
      error={analysis.error ?? cancel.error}
      onRetry={analysis.retry}
      onCancel={mayCancel && analysisId !== undefined ? () => cancel.run(analysisId) : undefined}
    />
  );
}
