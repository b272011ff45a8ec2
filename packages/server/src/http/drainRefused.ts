import type { Request, Response } from 'express';

/** What is still arriving of a refused body is read and dropped up to this size; beyond it the connection ends. */
const drainedBytes = 16 * 1024 * 1024;

/** Deals with what is still to come of a request that is answered already. Call it before the answer is sent. */
export function drainRefused(request: Request, response: Response): void {
  if (request.complete) return;
  const declared = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (declared > drainedBytes) response.set('Connection', 'close');
  // A sender that is still writing when the socket closes would never read this answer.
  else request.resume();
}
