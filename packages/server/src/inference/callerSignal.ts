import { EventEyeError } from '@eventeye/core';
import type { Response } from 'express';

/** Aborts when the connection closes before the answer is out: then nobody waits for it. */
export function callerSignal(response: Response): AbortSignal {
  const left = new AbortController();
  const check = () => {
    if (!response.writableFinished) {
      left.abort(new EventEyeError('ANALYSIS_CANCELED', 'The caller left before the answer.'));
    }
  };
  if (response.destroyed) check();
  else response.once('close', check);
  return left.signal;
}
