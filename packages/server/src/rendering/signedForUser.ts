import type { RequestHandler, Response } from 'express';
import type { Bounds } from '../access/bounds.js';
import { mayRead } from '../access/mayRead.js';
import { callerOfAddress } from '../auth/addressCaller.js';
import type { Services } from '../services.js';

/**
 * Lets a signed address through as long as the user and the token it was made for are good, and notes what exists for them.
 * What was allowed when an address was made need not be any more when it is used.
 *
 * @throws EventEyeError FORBIDDEN, URL_EXPIRED.
 */
export function signedForUser(
  services: Pick<Services, 'addresses' | 'prisma' | 'principals'>,
): RequestHandler {
  return async (request, response, next) => {
    services.addresses.verify(request.originalUrl);
    const caller = await callerOfAddress(services, request.query);
    mayRead(caller);
    response.locals.bounds = caller;
    next();
  };
}

/** What exists for whom the address was made. */
export function boundsOf(response: Response): Bounds {
  return response.locals.bounds as Bounds;
}
