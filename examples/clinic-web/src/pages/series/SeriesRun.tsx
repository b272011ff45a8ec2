import type { SeriesAnalysis } from '@eventeye/client';
import type { AnalyzeState } from '@eventeye/client/react';
import {
  AnalysisProgress,
  Button,
  DemonstrationBanner,
  FailureNotice,
  OutcomeBadge,
  useFormats,
  useMessages,
} from '@eventeye/react';
import { Link } from 'react-router';
import { useMayChange } from '../../session/UserContext.js';
import { messages } from './messages.js';

/** Properties of {@link SeriesRun}. */
export interface SeriesRunProps {
  run: AnalyzeState<SeriesAnalysis>;
  /** Shows a slice, counted from 0. */
  onSlice(index: number): void;
}

/** How far a run over a series is, and what it says. */
export function SeriesRun({ run, onSlice }: SeriesRunProps) {
  const text = useMessages(messages);
  const mayChange = useMayChange();
  const { analysis, error } = run;
  return (
    <section className="cw-panel cw-form">
      <h2>{text.run}</h2>
      {error && <FailureNotice error={error} />}
      {!analysis && !error && <p className="cw-lead">{text.notYet}</p>}
      {analysis && (
        <>
          <AnalysisProgress
            status={analysis.status}
            progress={analysis.progress}
            slices={{ completed: analysis.completedSlices, total: analysis.sliceCount }}
            error={analysis.error}
            onCancel={mayChange && run.canCancel ? run.cancel : undefined}
            onRetry={mayChange ? run.analyze : undefined}
          />
          {analysis.isWithheld && <p className="cw-lead">{text.withheld}</p>}
          {analysis.outcome && <Said analysis={analysis} onSlice={onSlice} />}
        </>
      )}
    </section>
  );
}

function Said({ analysis, onSlice }: { analysis: SeriesAnalysis; onSlice(index: number): void }) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const { outcome, keyImage, lesionCandidates, profile } = analysis;
  const key = profile.findIndex(({ medicalImage }) => medicalImage.id === keyImage?.id);
  return (
    <>
      <DemonstrationBanner />
      <div className="cw-actions">
        {outcome && <OutcomeBadge outcome={outcome} size="large" />}
        {keyImage && (
          <>
            {key >= 0 && (
              <Button onClick={() => onSlice(key)}>
                {text.keyImage}: {key + 1}
              </Button>
            )}
            <Link to={`/images/${keyImage.id}`}>{text.openKeyImage}</Link>
          </>
        )}
      </div>
      <div>
        <h3>{text.candidates}</h3>
        <p className="cw-lead">{lesionCandidates.length > 0 ? text.attention : text.noCandidates}</p>
        <ol className="cw-history">
          {lesionCandidates.map(({ keySliceIndex, firstSliceIndex, lastSliceIndex, peakProbability }) => (
            <li key={keySliceIndex}>
              <Button kind="plain" onClick={() => onSlice(keySliceIndex)}>
                {text.candidate(firstSliceIndex + 1, lastSliceIndex + 1, keySliceIndex + 1)}
              </Button>{' '}
              {percent(peakProbability)}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
