import { LiveAnalysis } from '@eventeye/react';

export function AnalysisPage({ analysisId }: { analysisId: string }) {
  return <LiveAnalysis analysisId={analysisId} mayCancel={false} />;
}
