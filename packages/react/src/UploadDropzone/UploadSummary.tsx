import type { QueuedFile, UploadSnapshot } from '@eventeye/client/react';
import { Pause, Play, RotateCw } from 'lucide-react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';

/** Properties of {@link UploadSummary}. */
export interface UploadSummaryProps extends UploadSnapshot {
  /** Stops what waits or is being sent; what is stored stays. */
  onPause?: (() => void) | undefined;
  /** Sends what was stopped or did not get there. */
  onResume?: (() => void) | undefined;
  /** Takes what has ended off the list. */
  onClear?: (() => void) | undefined;
}

/** All files together: how far they are, and the buttons for all of them. */
export function UploadSummary(props: UploadSummaryProps) {
  const { state, files, sentBytes, totalBytes, finishedFiles, onPause, onResume, onClear } = props;
  const text = useMessages(messages);
  const { bytes } = useFormats();
  const count = (wanted: QueuedFile['state']) => files.filter((file) => file.state === wanted).length;
  const [stored, stopped, failed] = [count('stored'), count('stopped'), count('failed')];
  const left = files.length - stored - count('skipped');
  const stage =
    state === 'sending'
      ? text.sending(files.length)
      : stopped > 0
        ? text.paused
        : left > 0
          ? text.doneWith(stored, left)
          : text.done(stored);
  return (
    <div className="ee-upload-summary">
      <div className="ee-upload-line">
        {/* Told at each new stage, not at every file. */}
        <strong role="status">{stage}</strong>
        <span className="ee-upload-figures">
          {text.files(finishedFiles - stopped, files.length)} ·{' '}
          {text.bytes(bytes(sentBytes), bytes(totalBytes))}
        </span>
      </div>
      <progress
        className="ee-progress-bar"
        aria-label={text.progress}
        max={Math.max(1, totalBytes)}
        value={state === 'done' && stopped === 0 ? Math.max(1, totalBytes) : sentBytes}
      />
      <div className="ee-upload-actions">
        {state === 'sending' && onPause && (
          <Button icon={<Pause />} onClick={onPause}>
            {text.pause}
          </Button>
        )}
        {stopped > 0 && onResume && (
          <Button kind="primary" icon={<Play />} onClick={onResume}>
            {text.resume}
          </Button>
        )}
        {stopped === 0 && failed > 0 && onResume && (
          <Button icon={<RotateCw />} onClick={onResume}>
            {text.retryFailed}
          </Button>
        )}
        {state === 'done' && onClear && (
          <Button kind="plain" onClick={onClear}>
            {text.clear}
          </Button>
        )}
      </div>
    </div>
  );
}
