import type { MedicalImage } from '@eventeye/client';
import { type UploadQueue, useOnline, useUpload } from '@eventeye/client/react';
import { useEffect, useRef } from 'react';
import { UploadDropzoneView } from './UploadDropzoneView.js';

/** Properties of {@link UploadDropzone}. */
export interface UploadDropzoneProps {
  /** Whom the images show; may be left out for DICOM, which names its own patient. */
  patientId?: string | undefined;
  /** Called once for each image that was stored. */
  onStored?: ((image: MedicalImage) => void) | undefined;
  /** A queue that outlives the component; without one, leaving the page stops the upload. */
  queue?: UploadQueue | undefined;
}

/** Takes files and folders and sends them: goes on after a lost connection, and may be paused and resumed. */
export function UploadDropzone({ patientId, onStored, queue }: UploadDropzoneProps) {
  const upload = useUpload(queue ? { queue } : {});
  const isOnline = useOnline();
  const told = useRef(new Set<number>());
  useEffect(() => {
    for (const { key, image } of upload.files) {
      if (!image || told.current.has(key)) continue;
      told.current.add(key);
      onStored?.(image);
    }
  }, [upload.files, onStored]);
  const { state, files, sentBytes, totalBytes, finishedFiles, add, abort, retry, clear } = upload;
  return (
    <UploadDropzoneView
      {...{ state, files, sentBytes, totalBytes, finishedFiles, isOnline }}
      onFiles={(chosen) => add(chosen, patientId === undefined ? {} : { patientId })}
      onPause={abort}
      onResume={() => retry()}
      onRetryFile={retry}
      onClear={clear}
    />
  );
}
