import type { Analysis } from '@eventeye/client';
import { useReadings } from '@eventeye/client/react';
import { ReadingForm, ReadingList, useMessages } from '@eventeye/react';
import { useMayChange } from '../../session/UserContext.js';
import { messages } from './messages.js';

/** What clinicians say of the newest result, and one's own say. */
export function Readings({ analysis }: { analysis: Analysis | undefined }) {
  const text = useMessages(messages);
  const mayChange = useMayChange();
  const hasResult = analysis?.status === 'SUCCEEDED';
  return (
    <section className="cw-panel cw-form">
      <h2>{text.readings}</h2>
      {!hasResult && <p className="cw-lead">{text.noResult}</p>}
      {hasResult && mayChange && (
        // Withheld by silent mode: who reads it has not seen what the model says.
        <ReadingForm key={analysis.id} analysisId={analysis.id} isBlinded={analysis.result === null} />
      )}
      {hasResult && !mayChange && <OthersReadings analysisId={analysis.id} />}
    </section>
  );
}

function OthersReadings({ analysisId }: { analysisId: string }) {
  const readings = useReadings(analysisId);
  return readings.data ? <ReadingList readings={readings.data} /> : null;
}
