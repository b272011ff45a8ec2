import type { Reading } from '@eventeye/client';
import { useAnalysis, useReadings, useRecordReading } from '@eventeye/client/react';
import { ReadingFormView } from './ReadingFormView.js';
import { ReadingList } from './ReadingList.js';

/** Properties of {@link ReadingForm}. */
export interface ReadingFormProps {
  /** Global id of the analysis that is read beside the image. */
  analysisId: string;
  /** Read before the result is seen; readings of others stay hidden too until this one is recorded. */
  isBlinded?: boolean;
  onRecorded?: ((reading: Reading) => void) | undefined;
}

/** Records a clinician's own reading of an analysis, and shows those recorded before. */
export function ReadingForm({ analysisId, isBlinded = false, onRecorded }: ReadingFormProps) {
  const record = useRecordReading();
  const analysis = useAnalysis(analysisId);
  // What silent mode withholds nobody has seen.
  const isUnseen = isBlinded || analysis.data?.isWithheld === true;
  const maySee = !isBlinded || record.state === 'done';
  const readings = useReadings(maySee ? analysisId : undefined);
  const result = analysis.data?.result;
  return (
    <div className="ee-reading-room">
      <ReadingFormView
        state={record.state}
        error={record.error}
        outcome={result?.outcome}
        categories={result?.biRads.categories}
        isBlinded={isUnseen}
        onSubmit={async (draft) => {
          const reading = await record.run({ analysisId, ...draft });
          if (!reading) return;
          readings.retry();
          onRecorded?.(reading);
        }}
        onAgain={record.reset}
      />
      {maySee && readings.data && <ReadingList readings={readings.data} />}
    </div>
  );
}
