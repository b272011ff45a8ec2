import { EventEyeError } from '@eventeye/client';
import type { QueuedFile, UploadSnapshot } from '@eventeye/client/react';

/** An upload of files in these states; each of 0.5 MB. */
export function uploadOf(states: readonly QueuedFile['state'][]): UploadSnapshot {
  const files = states.map((state, key): QueuedFile => {
    const sizeBytes = 526_000;
    const file = { key, filename: `IM${String(key + 1).padStart(4, '0')}.dcm`, sizeBytes, state };
    const sentBytes =
      state === 'waiting' || state === 'stopped' ? 0 : state === 'sending' ? 210_400 : sizeBytes;
    const error = errorOf(state);
    return { ...file, sentBytes, ...(error && { error }) };
  });
  const isUnderWay = ({ state }: QueuedFile) => state === 'waiting' || state === 'sending';
  return {
    state: files.length === 0 ? 'idle' : files.some(isUnderWay) ? 'sending' : 'done',
    files,
    sentBytes: files.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    finishedFiles: files.filter((file) => !isUnderWay(file)).length,
  };
}

/** So many files in one state. */
export function times(count: number, state: QueuedFile['state']): QueuedFile['state'][] {
  return Array.from({ length: count }, () => state);
}

function errorOf(state: QueuedFile['state']): EventEyeError | undefined {
  if (state === 'refused') {
    return new EventEyeError(
      'DICOM_TRUNCATED',
      'The file ends before its pixel data does. Copy or export it again.',
    );
  }
  if (state === 'failed') {
    return new EventEyeError('NETWORK_FAILED', 'The server can not be reached. Check the connection.');
  }
  return undefined;
}
