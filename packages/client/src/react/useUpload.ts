import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useEventEye } from './EventEyeProvider.js';
import { createUploadQueue, type UploadQueue, type UploadSnapshot } from './uploadQueue.js';
import { useOnline } from './useOnline.js';

/** Files on their way, and what can be done about them. */
export type UploadState = UploadSnapshot & Pick<UploadQueue, 'add' | 'abort' | 'retry' | 'clear'>;

/** Settings of {@link useUpload}. */
export interface UseUploadOptions {
  /** A queue that outlives the component, from `createUploadQueue`; without one, leaving the page stops the upload. */
  queue?: UploadQueue;
}

/**
 * Files in, the state of each out. What did not get there for want of a network is sent again as soon as there is one.
 *
 * @example
 * const upload = useUpload();
 * <input type="file" multiple onChange={(event) => upload.add(event.target.files ?? [], { patientId })} />
 * {upload.files.map(({ key, filename, state }) => <li key={key} data-state={state}>{filename}</li>)}
 */
export function useUpload({ queue: given }: UseUploadOptions = {}): UploadState {
  const client = useEventEye();
  const queue = useMemo(() => given ?? createUploadQueue(client), [given, client]);
  const snapshot = useSyncExternalStore(queue.subscribe, queue.snapshot, queue.snapshot);
  const online = useOnline();
  const wasOnline = useRef(online);
  useEffect(() => {
    if (online && !wasOnline.current) queue.resume();
    wasOnline.current = online;
  }, [online, queue]);
  useEffect(() => {
    if (!given) return () => queue.abort();
  }, [given, queue]);
  return useMemo(() => {
    const { add, abort, retry, clear } = queue;
    return { ...snapshot, add, abort, retry, clear };
  }, [snapshot, queue]);
}
