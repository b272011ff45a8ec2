/** The part of a browser's window that tells when the network is back; Node has none. */
interface Connectivity {
  addEventListener?(type: 'online', listener: () => void): void;
  removeEventListener?(type: 'online', listener: () => void): void;
}

/** Waits; ends early when a browser is online again. Throws the signal's reason when it is aborted meanwhile. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const window = globalThis as Connectivity;
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      window.removeEventListener?.('online', go);
      settle();
    };
    const abort = end(() => reject(signal?.reason));
    const go = end(resolve);
    const timer = setTimeout(go, ms);
    signal?.addEventListener('abort', abort);
    window.addEventListener?.('online', go);
  });
}
