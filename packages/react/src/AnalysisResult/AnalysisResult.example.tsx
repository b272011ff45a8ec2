import { useAnalysis } from '@eventeye/client/react';
import { AnalysisResult } from '@eventeye/react';

export function Result({ analysisId }: { analysisId: string }) {
  const { data: analysis } = useAnalysis(analysisId);
  if (analysis?.status !== 'SUCCEEDED') return null;
  return <AnalysisResult result={analysis.result} finishedAt={analysis.finishedAt} />;
}
