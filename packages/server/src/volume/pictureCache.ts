import { EventEyeError } from '@eventeye/core';

/** Pictures that take long to make. */
export interface PictureCache {
  /**
   * The picture of this key. Whoever asks while it is being made waits for the same work, which stops when all have left.
   *
   * @throws EventEyeError ANALYSIS_CANCELED when `signal` aborts, and what `make` throws.
   */
  get(
    key: string,
    signal: AbortSignal,
    make: (signal: AbortSignal) => Promise<Uint8Array>,
  ): Promise<Uint8Array>;
}

interface Work {
  picture: Promise<Uint8Array>;
  waiting: number;
  stop: AbortController;
}

/**
 * Keeps the pictures that were asked for last.
 *
 * @param options `maxBytes` of all kept; `atOnce` how many are made at the same time, for each holds slices in memory.
 */
export function createPictureCache({ maxBytes, atOnce }: { maxBytes: number; atOnce: number }): PictureCache {
  const kept = new Map<string, Uint8Array>();
  const works = new Map<string, Work>();
  const queue: (() => void)[] = [];
  let bytes = 0;
  let making = 0;

  const keep = (key: string, picture: Uint8Array) => {
    kept.set(key, picture);
    bytes += picture.length;
    // A Map keeps the order of insertion; what was used is inserted again.
    for (const [oldest, { length }] of kept) {
      if (bytes <= maxBytes) break;
      kept.delete(oldest);
      bytes -= length;
    }
  };

  const begin = (key: string, make: (signal: AbortSignal) => Promise<Uint8Array>): Work => {
    const stop = new AbortController();
    const run = async () => {
      if (making < atOnce) making += 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
      try {
        stop.signal.throwIfAborted();
        const picture = await make(stop.signal);
        keep(key, picture);
        return picture;
      } finally {
        const next = queue.shift();
        // The place goes over to the next.
        if (next) next();
        else making -= 1;
        if (works.get(key) === work) works.delete(key);
      }
    };
    const work: Work = { picture: Promise.resolve().then(run), waiting: 0, stop };
    work.picture.catch(() => {});
    works.set(key, work);
    return work;
  };

  return {
    async get(key, signal, make) {
      if (signal.aborted) throw canceled();
      const picture = kept.get(key);
      if (picture) {
        kept.delete(key);
        kept.set(key, picture);
        return picture;
      }
      const work = works.get(key) ?? begin(key, make);
      work.waiting += 1;
      return new Promise((resolve, reject) => {
        const leave = () => {
          work.waiting -= 1;
          if (work.waiting === 0) {
            work.stop.abort(canceled());
            // Whoever comes now begins anew.
            if (works.get(key) === work) works.delete(key);
          }
          reject(canceled());
        };
        signal.addEventListener('abort', leave, { once: true });
        work.picture.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}

const canceled = () =>
  new EventEyeError('ANALYSIS_CANCELED', 'The caller left before the picture was drawn.');
