import type { Analysis } from '@eventeye/client';
import { AnalysisProgress } from '../AnalysisProgress/AnalysisProgress.js';
import { AnalysisResult } from '../AnalysisResult/AnalysisResult.js';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { failureKind } from '../FailureNotice/failureKind.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { messages } from './messages.js';

/** Properties of {@link LiveAnalysisView}. */
export interface LiveAnalysisViewProps {
  /** Undefined while it is not known. */
  analysis?: Analysis | undefined;
  /** The first answer is on its way. */
  isLoading?: boolean | undefined;
  /** Why it can not be fetched or followed; what is known stays in sight. */
  error?: { code: string; message: string } | null | undefined;
  onRetry?: (() => void) | undefined;
  /** Offers to stop it while it waits or runs. */
  onCancel?: (() => void) | undefined;
}

/** One analysis as it is now: its progress, then its result, or why there is none. */
export function LiveAnalysisView({ analysis, isLoading, error, onRetry, onCancel }: LiveAnalysisViewProps) {
  const text = useMessages(messages);
  const status = analysis?.status;
  const state = error
    ? failureKind(error.code)
    : status === 'SUCCEEDED' && !analysis?.result
      ? 'withheld'
      : (status?.toLowerCase() ?? (isLoading ? 'loading' : 'empty'));
  return (
    <section className="ee-live" part="analysis" data-state={state} aria-busy={isLoading || undefined}>
      {error && <FailureNotice error={error} onRetry={onRetry} />}
      {!analysis && !error && <p role="status">{isLoading ? text.loading : text.empty}</p>}
      {analysis?.status === 'SUCCEEDED' ? (
        <AnalysisResult result={analysis.result} finishedAt={analysis.finishedAt} />
      ) : (
        analysis && (
          <AnalysisProgress
            status={analysis.status}
            progress={analysis.progress}
            error={analysis.error}
            onCancel={onCancel}
          />
        )
      )}
    </section>
  );
}
