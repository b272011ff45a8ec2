import type { Request, Response } from 'express';
import type { Transfers } from './transfers.js';

/**
 * Counts the body of a request among the bytes in flight until its answer is sent or its client is gone. A body of unknown
 * length is counted as it comes, and its connection ends where there is no more room.
 *
 * @throws EventEyeError QUOTA_EXCEEDED.
 */
export function countBody(
  transfers: Transfers,
  organizationId: string,
  request: Request,
  response: Response,
): void {
  // Who left while their token was looked at: nothing will come, and nothing will tell of the end.
  if (request.destroyed || response.destroyed) return;
  const transfer = transfers.open(organizationId);
  response.once('close', () => transfer.close());
  try {
    const length = Number(request.headers['content-length']);
    const known = Number.isSafeInteger(length);
    transfer.add(known ? length : 1);
    if (known) return;
  } catch (error) {
    transfer.close();
    throw error;
  }
  request.on('data', (chunk: Buffer) => {
    try {
      transfer.add(chunk.length);
    } catch (error) {
      request.destroy(error as Error);
    }
  });
}
