import { CloudOff, Lock, TriangleAlert } from 'lucide-react';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { failureKind } from './failureKind.js';
import { messages } from './messages.js';

/** Properties of {@link FailureNotice}. */
export interface FailureNoticeProps {
  /** The error's code and sentence, as EventEyeError and AnalysisFailure carry them. */
  error: { code: string; message: string };
  /** Offers to try again. */
  onRetry?: (() => void) | undefined;
}

/** Why there is nothing to show, and what to do. Three kinds, since a person does something else for each. */
export function FailureNotice({ error, onRetry }: FailureNoticeProps) {
  const text = useMessages(messages);
  const kind = failureKind(error.code);
  const Icon = { offline: CloudOff, unauthorised: Lock, failed: TriangleAlert }[kind];
  return (
    <div className="ee-failure" part="failure" role="alert" data-state={kind}>
      <Icon aria-hidden="true" />
      <div>
        <strong>{text[kind]}</strong>
        <p>{kind === 'offline' ? text.offlineText : error.message}</p>
        <small>
          {text.code} <code>{error.code}</code>
        </small>
        {onRetry && (
          <div className="ee-failure-actions">
            <Button onClick={onRetry}>{text.again}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
