import { UploadDropzone } from '@eventeye/react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useUploadQueue } from '../../uploads/UploadsProvider.js';

/** Properties of {@link UploadPanel}. */
export interface UploadPanelProps {
  patientId: string;
  /** Told when all files that were given have been answered for. */
  onStored(): void;
}

/** Files of a patient in, and what became of each. */
export function UploadPanel({ patientId, onStored }: UploadPanelProps) {
  const queue = useUploadQueue(patientId);
  const { state } = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'sending' && state === 'done') onStored();
    before.current = state;
  }, [state, onStored]);
  return <UploadDropzone patientId={patientId} queue={queue} />;
}
