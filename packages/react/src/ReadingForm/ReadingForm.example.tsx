import { useAnalysis } from '@eventeye/client/react';
import { AnalysisResult, ReadingForm } from '@eventeye/react';
import { useState } from 'react';

export function BlindedReading({ analysisId }: { analysisId: string }) {
  const [isRecorded, setRecorded] = useState(false);
  const { data: analysis } = useAnalysis(analysisId);
  return (
    <>
      <ReadingForm analysisId={analysisId} isBlinded onRecorded={() => setRecorded(true)} />
      {isRecorded && analysis && <AnalysisResult result={analysis.result} />}
    </>
  );
}
