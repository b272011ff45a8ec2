import { constants } from 'node:buffer';
import type { ErrorRequestHandler, Request } from 'express';
import { mayChange } from '../auth/mayChange.js';
import type { ServerConfig } from '../config.js';
import type { Readiness } from '../http/readiness.js';
import type { Caller, Log, Services } from '../services.js';
import type { Admission } from './admission.js';

/** What the doors are made of. */
export interface DoorServices {
  engine: Services['engine'];
  config: Pick<ServerConfig, 'limits' | 'fetch'>;
  /** Who asks. Throws UNAUTHENTICATED, TOKEN_EXPIRED. */
  identify(request: Request): Promise<Caller>;
  readiness: Readiness;
  admission: Admission;
  log: Log;
  /** Throws FORBIDDEN where the organization of a caller runs silent mode, and shows no results. */
  refuseSilent?(caller: Caller): Promise<void>;
  /** Where there is an audit: an answer leaves when what it is made of was recorded. */
  audit?: DoorAudit;
}

/** How the doors are recorded. */
export interface DoorAudit {
  /** Images of a request, whose SHA-256 tell which, were analysed. */
  ran(request: Request, caller: Caller, imageSha256: readonly string[]): Promise<void>;
  /** Somebody was refused; stands in front of what answers that. */
  refused: ErrorRequestHandler;
}

/** Who asks for an analysis. Throws UNAUTHENTICATED, TOKEN_EXPIRED, FORBIDDEN. */
export async function signedInToAnalyze(door: DoorServices, request: Request): Promise<Caller> {
  const caller = await door.identify(request);
  mayChange(caller, 'ANALYZE', 'analyse images');
  await door.refuseSilent?.(caller);
  return caller;
}

/** The largest body that brings an image of `maxBytes` as Base64 in JSON, as far as one text can hold it. */
export function requestBytes(maxBytes: number): number {
  return Math.min(Math.ceil(maxBytes / 3) * 4 + 64 * 1024, constants.MAX_STRING_LENGTH);
}
