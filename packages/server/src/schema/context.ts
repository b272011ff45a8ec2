import type { EventEyeError, Language } from '@eventeye/core';
import type { Caller, Log, Services } from '../services.js';

/** Where a request came from. */
export interface RequestOrigin {
  /** IP address of the peer, or what a trusted proxy says it is. */
  address: string | null;
  userAgent: string | null;
  /** Origin of the page that asks, where it is not one of ours; browsers say it by themselves. */
  foreign?: string | null;
}

/** What every resolver gets: the services, and on whose behalf it works. */
export interface RequestContext {
  services: Services;
  /** Null for a caller who sent no token, or one that is not valid any more. */
  caller: Caller | null;
  /** Why a token that was sent was not accepted; thrown when a field needs a caller. */
  rejection: EventEyeError | null;
  /** Where the request came from, for the audit. */
  origin: RequestOrigin;
  /** Language of texts for people, from Accept-Language. */
  language: Language;
  log: Log;
}
