import type { QueuedFile } from '@eventeye/client/react';
import { CircleAlert, CircleCheck, CircleDashed, CirclePause, FileX, Loader, RotateCw } from 'lucide-react';
import { memo, useState } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';

const icons = {
  waiting: CircleDashed,
  sending: Loader,
  stored: CircleCheck,
  skipped: FileX,
  refused: CircleAlert,
  failed: CircleAlert,
  stopped: CirclePause,
} as const;
const isProblem = ({ state }: QueuedFile) => state === 'refused' || state === 'failed';

/** Properties of {@link UploadList}. */
export interface UploadListProps {
  files: readonly QueuedFile[];
  onRetryFile?: ((key: number) => void) | undefined;
}

/** What became of each file. Rows out of sight are not laid out, and a row is made anew only when its file changed. */
export function UploadList({ files, onRetryFile }: UploadListProps) {
  const text = useMessages(messages);
  const [onlyProblems, setOnlyProblems] = useState(false);
  const problems = files.filter(isProblem);
  const shown = onlyProblems && problems.length > 0 ? problems : files;
  return (
    <div className="ee-upload-files">
      {problems.length > 0 && problems.length < files.length && (
        <label className="ee-heatmap-check">
          <input
            type="checkbox"
            checked={onlyProblems}
            onChange={(event) => setOnlyProblems(event.target.checked)}
          />
          {text.onlyProblems(problems.length)}
        </label>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <ul className="ee-upload-list" part="files" aria-label={text.list} tabIndex={0}>
        {shown.map((file) => (
          <UploadRow key={file.key} file={file} onRetryFile={onRetryFile} />
        ))}
      </ul>
    </div>
  );
}

const UploadRow = memo(function UploadRow({
  file,
  onRetryFile,
}: {
  file: QueuedFile;
  onRetryFile: UploadListProps['onRetryFile'];
}) {
  const text = useMessages(messages);
  const { bytes, percent } = useFormats();
  const { key, filename, sizeBytes, sentBytes, state, error } = file;
  const Icon = icons[state];
  return (
    <li className="ee-upload-file" part="file" data-state={state}>
      <Icon aria-hidden="true" />
      <span className="ee-upload-name">{filename}</span>
      <span className="ee-upload-size">{bytes(sizeBytes)}</span>
      <span className="ee-upload-state">
        {state === 'sending' ? text.sendingFile : text[state]}
        {state === 'sending' && sizeBytes > 0 && ` ${percent(sentBytes / sizeBytes)}`}
      </span>
      {error && <span className="ee-upload-reason">{error.message}</span>}
      {isProblem(file) && onRetryFile && (
        <Button
          kind="plain"
          className="ee-upload-again"
          icon={<RotateCw />}
          aria-label={text.retry(filename)}
          onClick={() => onRetryFile(key)}
        />
      )}
    </li>
  );
});
