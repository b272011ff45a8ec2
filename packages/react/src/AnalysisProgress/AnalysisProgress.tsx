import type { AnalysisStatus } from '@eventeye/client';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';

/** Properties of {@link AnalysisProgress}. */
export interface AnalysisProgressProps {
  status: AnalysisStatus;
  /** From 0 to 1. */
  progress: number;
  /** Of the analysis of a series. */
  slices?: { completed: number; total: number } | undefined;
  /** Why it failed. */
  error?: { code: string; message: string; retryable?: boolean } | null | undefined;
  /** Offers to stop it. */
  onCancel?: (() => void) | undefined;
  /** Offers to ask again after a failure that may pass. */
  onRetry?: (() => void) | undefined;
}

/** Where an analysis stands. Screen readers are told of each new stage, not of every percent. */
export function AnalysisProgress({
  status,
  progress,
  slices,
  error,
  onCancel,
  onRetry,
}: AnalysisProgressProps) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  if (status === 'FAILED' && error) {
    return <FailureNotice error={error} onRetry={error.retryable === false ? undefined : onRetry} />;
  }
  const underWay = status === 'QUEUED' || status === 'RUNNING';
  const share = status === 'SUCCEEDED' ? 1 : progress;
  return (
    <div className="ee-progress" part="progress" data-state={status.toLowerCase()}>
      <div className="ee-progress-head">
        <span role="status">{text[status]}</span>
        {underWay && (
          <span className="ee-progress-share">
            {slices ? text.slices(slices.completed, slices.total) : status === 'RUNNING' && percent(share)}
          </span>
        )}
      </div>
      {underWay && (
        <div className="ee-progress-row">
          <progress
            className="ee-progress-bar"
            aria-label={text.label}
            max={1}
            {...(status === 'RUNNING' && { value: share })}
          />
          {onCancel && (
            <Button kind="plain" onClick={onCancel}>
              {text.cancel}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
