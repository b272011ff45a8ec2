import type { Ask } from '../calls/ask.js';
import type { Session, SessionTokens } from '../session/session.js';

/** What sending needs of the client. */
export interface UploadContext {
  url: string;
  session: Session;
  ask: Ask;
  /** Headers that say who asks, and in which language. */
  headers(tokens: SessionTokens | undefined): Record<string, string>;
  fetch?: typeof fetch | undefined;
}
