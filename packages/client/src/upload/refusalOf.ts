import { EventEyeError } from '@eventeye/core';
import { codeOf, ofResponse } from '../errors/toEventEyeError.js';
import type { HttpAnswer } from './sendBytes.js';

/** What an answer outside of GraphQL refuses with: the server's own code, else the status of a proxy, which may pass. */
export function refusalOf({ status, body }: HttpAnswer): EventEyeError {
  try {
    const { code, message, detail } = JSON.parse(body) as Record<string, unknown>;
    if (typeof code === 'string') return new EventEyeError(codeOf(code), String(message ?? detail));
  } catch {
    // No answer of ours.
  }
  return ofResponse(status, body);
}
