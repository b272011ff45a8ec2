import { type Analysis, isFinal } from '@eventeye/client';
import { AnalysisProgress } from '../AnalysisProgress/AnalysisProgress.js';
import { AnalysisResult } from '../AnalysisResult/AnalysisResult.js';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import type { MedicalImageCardState } from './cardState.js';
import { messages } from './messages.js';

/** Properties of {@link CardBody}. */
export interface CardBodyProps {
  state: MedicalImageCardState;
  analysis: Analysis | null | undefined;
  error: { code: string; message: string } | null | undefined;
  onRetry: (() => void) | undefined;
}

/** What there is to say of an image now. */
export function CardBody({ state, analysis, error, onRetry }: CardBodyProps) {
  const text = useMessages(messages);
  const result = <SavedResult analysis={analysis} />;
  switch (state) {
    case 'loading':
      return (
        <div className="ee-card-waiting" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      );
    case 'empty':
      return <p className="ee-card-note">{text.emptyText}</p>;
    case 'not-analysed':
      return <Note title={text.notAnalysed} sentence={text.notAnalysedText} />;
    case 'canceled':
      return <Note title={text.canceled} sentence={text.canceledText} />;
    case 'queued':
    case 'running':
      return (
        <AnalysisProgress
          status={state === 'running' ? 'RUNNING' : 'QUEUED'}
          progress={state === 'running' ? (analysis?.progress ?? 0) : 0}
        />
      );
    case 'succeeded':
      return result;
    case 'withheld':
      return <AnalysisResult result={null} />;
    case 'failed':
    case 'offline':
    case 'unauthorised':
      return (
        <>
          {error ? (
            <FailureNotice error={error} onRetry={state === 'unauthorised' ? undefined : onRetry} />
          ) : (
            // The button below asks for another one.
            analysis?.error && <FailureNotice error={analysis.error} />
          )}
          {state === 'offline' && analysis && !isFinal(analysis.status) && (
            <AnalysisProgress status={analysis.status} progress={analysis.progress} />
          )}
          {result}
        </>
      );
  }
}

function SavedResult({ analysis }: { analysis: Analysis | null | undefined }) {
  if (!analysis?.result) return null;
  return <AnalysisResult result={analysis.result} finishedAt={analysis.finishedAt} />;
}

function Note({ title, sentence }: { title: string; sentence: string }) {
  return (
    <div className="ee-card-note">
      <strong role="status">{title}</strong>
      <p>{sentence}</p>
    </div>
  );
}
