import { useAnalyze } from '@eventeye/client/react';
import { AnalysisProgress, Button } from '@eventeye/react';

export function Analyse({ imageId }: { imageId: string }) {
  const { analysis, canAnalyze, analyze, cancel } = useAnalyze(imageId);
  if (!analysis) {
    return (
      <Button kind="primary" disabled={!canAnalyze} onClick={analyze}>
        Analyse
      </Button>
    );
  }
  const { status, progress, error } = analysis;
  return <AnalysisProgress {...{ status, progress, error }} onCancel={cancel} onRetry={analyze} />;
}
