import { createUploadQueue, type UploadQueue, useEventEye } from '@eventeye/client/react';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';

type QueueOf = (patientId: string) => UploadQueue;

const QueuesContext = createContext<QueueOf | undefined>(undefined);

/** Uploads go on while one looks at other pages: a queue for each patient, which lives as long as the session. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const client = useEventEye();
  const queues = useMemo(() => new Map<string, UploadQueue>(), []);
  const queueOf = useMemo<QueueOf>(
    () => (patientId) => {
      const queue = queues.get(patientId) ?? createUploadQueue(client);
      queues.set(patientId, queue);
      return queue;
    },
    [client, queues],
  );
  useEffect(() => {
    const all = () => [...queues.values()];
    const resume = () => {
      for (const queue of all()) queue.resume();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (all().some((queue) => queue.snapshot().state === 'sending')) event.preventDefault();
    };
    window.addEventListener('online', resume);
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('online', resume);
      window.removeEventListener('beforeunload', warn);
      for (const queue of all()) queue.abort();
    };
  }, [queues]);
  return <QueuesContext value={queueOf}>{children}</QueuesContext>;
}

/** The queue of a patient's uploads. */
export function useUploadQueue(patientId: string): UploadQueue {
  const queueOf = useContext(QueuesContext);
  if (!queueOf) throw new Error('useUploadQueue stands outside UploadsProvider.');
  return queueOf(patientId);
}
