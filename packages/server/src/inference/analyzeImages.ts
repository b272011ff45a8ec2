import { EventEyeError } from '@eventeye/core';
import type { Engine, ModelDescription, Prediction } from '@eventeye/inference';
import type { Caller } from '../services.js';
import type { Admission } from './admission.js';

/** One image of a request. */
export interface DoorImage {
  bytes: Uint8Array;
  /** The matching slice before contrast, for a model of the DCE triplet. */
  preContrast?: Uint8Array;
  /** 0-based. */
  frame?: number;
}

/** The predictions in the order of the images, and the one model that made them all. */
export interface Answer {
  predictions: Prediction[];
  model: ModelDescription;
}

/**
 * Analyses all images of a request, or none: the first failure stops the others. Nothing is stored.
 *
 * @throws EventEyeError of the image at fault, QUOTA_EXCEEDED, and the ENGINE_* codes.
 */
export async function analyzeImages(
  { engine, admission }: { engine: Engine; admission: Admission },
  caller: Caller,
  images: readonly DoorImage[],
  signal: AbortSignal,
): Promise<Answer> {
  const leave = admission.enter(caller.organizationId, images.length);
  // In one tick with the calls below: the model may be switched any time, and what begins on one ends on it.
  const { model } = engine;
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    const predictions = await Promise.all(
      images.map(async ({ bytes, preContrast, frame = 0 }, index) => {
        try {
          return await engine.analyze(bytes, {
            frame,
            signal: stop.signal,
            ...(preContrast && { preContrast }),
          });
        } catch (error) {
          stop.abort();
          throw images.length > 1 ? naming(error, index) : error;
        }
      }),
    );
    // A label must never be told under another model's name.
    if (predictions.every(({ receipt }) => receipt.modelSha256 === model.sha256))
      return { predictions, model };
    throw new EventEyeError('ENGINE_CRASHED', 'The model was switched during the request. Try again.');
  } finally {
    signal.removeEventListener('abort', abort);
    leave();
  }
}

function naming(error: unknown, index: number): unknown {
  if (!EventEyeError.is(error)) return error;
  const { code, message, retryAfterSeconds } = error;
  return new EventEyeError(code, `Image ${index} (counted from 0): ${message}`, {
    cause: error,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}
