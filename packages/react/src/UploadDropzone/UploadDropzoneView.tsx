import { CloudOff, FileUp, FolderUp, Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';
import { readChosen, readDropped } from './readDropped.js';
import { UploadList } from './UploadList.js';
import { UploadSummary, type UploadSummaryProps } from './UploadSummary.js';

/** Properties of {@link UploadDropzoneView}: the state of an upload, and what may be done about it. */
export interface UploadDropzoneViewProps extends UploadSummaryProps {
  /** Files were dropped or chosen; folders come as what lies in them. */
  onFiles(files: File[]): void;
  /** Sends a file again, whatever became of it. */
  onRetryFile?: ((key: number) => void) | undefined;
  isOnline?: boolean | undefined;
  /** Why nothing may be uploaded here; nothing is taken then. */
  refusal?: { code: string; message: string } | null | undefined;
}

/** A place for files and folders, and what became of each file: by mouse, keyboard or finger. */
export function UploadDropzoneView(props: UploadDropzoneViewProps) {
  const { files, onFiles, onRetryFile, isOnline = true, refusal } = props;
  const text = useMessages(messages);
  const [isOver, setOver] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  if (refusal) return <FailureNotice error={refusal} />;
  const give = (chosen: File[]) => {
    if (chosen.length > 0) onFiles(chosen);
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    give(await readDropped(event.dataTransfer));
  };
  return (
    <section
      className="ee-upload"
      part="upload"
      aria-label={text.label}
      data-state={isOnline ? props.state : 'offline'}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the buttons inside do the same by keyboard. */}
      <div
        className="ee-upload-zone"
        part="dropzone"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => {
          // Moving over a child leaves the zone in name only.
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={drop}
      >
        <Upload aria-hidden="true" />
        <p className="ee-upload-call">{isOver ? text.dropNow : text.drop}</p>
        <div className="ee-upload-choices">
          <Button kind="primary" icon={<FileUp />} onClick={() => fileInput.current?.click()}>
            {text.chooseFiles}
          </Button>
          <Button icon={<FolderUp />} onClick={() => folderInput.current?.click()}>
            {text.chooseFolder}
          </Button>
        </div>
        <p className="ee-upload-kinds">{text.kinds}</p>
        {[
          { name: 'files', ref: fileInput },
          { name: 'folder', ref: folderInput },
        ].map(({ name, ref }) => (
          <input
            key={name}
            ref={(element) => {
              ref.current = element;
              if (element && name === 'folder') element.webkitdirectory = true;
            }}
            type="file"
            name={name}
            multiple
            hidden
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => {
              give(readChosen(event.target.files ?? []));
              // So that the same file can be chosen again.
              event.target.value = '';
            }}
          />
        ))}
      </div>
      {!isOnline && (
        <p className="ee-upload-offline" role="alert">
          <CloudOff aria-hidden="true" />
          {text.offline}
        </p>
      )}
      {files.length > 0 && (
        <>
          <UploadSummary {...props} />
          <UploadList files={files} onRetryFile={onRetryFile} />
        </>
      )}
    </section>
  );
}
