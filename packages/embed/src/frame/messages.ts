import type { EventName } from '../elements/elementEvents.js';
import type { EmbedCredential, TokenRequest } from '../settings/settings.js';

/** From the page to the frame, once, with a MessagePort: what to show. */
export interface OpenMessage {
  type: 'eventeye:open';
  /** Name of the custom element. */
  element: string;
  attributes: Record<string, string>;
}

/** From the page to the frame, through the port. */
export type PageMessage =
  | { type: 'attributes'; attributes: Record<string, string> }
  | { type: 'token'; id: number; credential: EmbedCredential }
  | { type: 'token-failed'; id: number };

/** From the frame to the page, through the port. */
export type FrameMessage =
  | { type: 'token-wanted'; id: number; request: TokenRequest }
  | { type: 'event'; name: EventName; detail: object }
  | { type: 'height'; px: number };
