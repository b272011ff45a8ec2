import { type ErrorCode, EventEyeError } from '@eventeye/react';

/** Why an element shows nothing yet: a code of the API, or one of these that a page's developer mends. */
export type ReasonCode =
  | ErrorCode
  | 'EMBED_SERVER_MISSING'
  | 'EMBED_TOKEN_SOURCE_MISSING'
  | 'EMBED_TOKEN_SOURCE_FAILED'
  | 'EMBED_ATTRIBUTE_MISSING'
  | 'EMBED_INSECURE_PAGE'
  | 'EMBED_FRAME_REFUSED'
  | 'EMBED_SCRIPT_BLOCKED';

/** A code and a sentence that says what to do. */
export interface Reason {
  code: ReasonCode;
  message: string;
}

/** A fault of the page that holds an element, with its reason. */
export class EmbedFault extends Error {
  readonly reason: Reason;

  constructor(code: ReasonCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbedFault';
    this.reason = { code, message };
  }
}

/** The reason behind whatever was thrown. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof EmbedFault) return error.reason;
  if (EventEyeError.is(error)) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: 'The element failed. Reload the page; if it stays, quote this code.' };
}
