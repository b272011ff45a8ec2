import { EventEyeError } from '@eventeye/core';
import { LRUCache } from 'lru-cache';
import { createTurns } from './turns.js';

/** Pictures that were drawn, and those that are being drawn. */
export interface PictureCache {
  /**
   * The picture of this key. Whoever asks while it is being drawn waits for the same work, which stops when all have left.
   *
   * @param signal aborts when this caller has left.
   * @throws EventEyeError ANALYSIS_CANCELED when `signal` aborts, ENGINE_OVERLOADED when too many wait, and what `draw` throws.
   */
  get(
    key: string,
    signal: AbortSignal,
    draw: (signal: AbortSignal) => Promise<Uint8Array>,
  ): Promise<Uint8Array>;
  /** How the answers came about since the start, and what is kept. */
  readonly counts: PictureCounts;
}

/** See {@link PictureCache.counts}. */
export interface PictureCounts {
  /** Answered from what was kept. */
  kept: number;
  /** Drawn to the end, for the first who asked. */
  drawn: number;
  /** Waited for somebody else's drawing. */
  shared: number;
  /** Bytes that are kept. */
  bytes: number;
}

interface Drawing {
  picture: Promise<Uint8Array>;
  waiting: number;
  stop: AbortController;
}

/**
 * Keeps the pictures that were asked for last.
 *
 * @param options `maxBytes` of all that are kept; `atOnce` how many are drawn at the same time, for each holds a file in
 * memory; `maxWaiting` how many may wait for that.
 */
export function createPictureCache(options: {
  maxBytes: number;
  atOnce: number;
  maxWaiting?: number;
}): PictureCache {
  const { maxBytes, atOnce, maxWaiting = 4_096 } = options;
  const pictures = new LRUCache<string, Uint8Array>({
    maxSize: maxBytes,
    // No empty value has a size, and a key is kept as well.
    sizeCalculation: (picture, key) => picture.length + key.length + 64,
  });
  const drawings = new Map<string, Drawing>();
  const turns = createTurns(atOnce, maxWaiting);
  const counts = { kept: 0, drawn: 0, shared: 0 };

  const begin = (key: string, draw: (signal: AbortSignal) => Promise<Uint8Array>): Drawing => {
    const stop = new AbortController();
    const run = async () => {
      const picture = await turns.take(() => draw(stop.signal), stop.signal);
      counts.drawn += 1;
      pictures.set(key, picture);
      return picture;
    };
    const drawing: Drawing = { picture: run(), waiting: 0, stop };
    const forget = () => {
      if (drawings.get(key) === drawing) drawings.delete(key);
    };
    drawing.picture.then(forget, forget);
    drawings.set(key, drawing);
    return drawing;
  };

  const join = (key: string): Drawing | undefined => {
    const drawing = drawings.get(key);
    if (drawing) counts.shared += 1;
    return drawing;
  };

  return {
    get counts() {
      return { ...counts, bytes: pictures.calculatedSize };
    },
    async get(key, signal, draw) {
      if (signal.aborted) throw canceled();
      const picture = pictures.get(key);
      if (picture) {
        counts.kept += 1;
        return picture;
      }
      const drawing = join(key) ?? begin(key, draw);
      drawing.waiting += 1;
      return new Promise((resolve, reject) => {
        const leave = () => {
          drawing.waiting -= 1;
          if (drawing.waiting === 0) {
            // Whoever comes now begins anew.
            if (drawings.get(key) === drawing) drawings.delete(key);
            drawing.stop.abort(canceled());
          }
          reject(canceled());
        };
        signal.addEventListener('abort', leave, { once: true });
        drawing.picture.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}

const canceled = () =>
  new EventEyeError('ANALYSIS_CANCELED', 'The caller left before the picture was drawn.');
