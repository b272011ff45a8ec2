import { useSyncExternalStore } from 'react';

/** The part of a browser's window that is used here; Node has none. */
interface Connectivity {
  navigator?: { onLine?: boolean };
  addEventListener?(type: 'online' | 'offline', listener: () => void): void;
  removeEventListener?(type: 'online' | 'offline', listener: () => void): void;
}

/** Whether the browser has a network. True says little, false is sure; where nobody knows, true. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, isOnline, () => true);
}

function isOnline(): boolean {
  return (globalThis as Connectivity).navigator?.onLine ?? true;
}

function subscribe(changed: () => void): () => void {
  const window = globalThis as Connectivity;
  window.addEventListener?.('online', changed);
  window.addEventListener?.('offline', changed);
  return () => {
    window.removeEventListener?.('online', changed);
    window.removeEventListener?.('offline', changed);
  };
}
