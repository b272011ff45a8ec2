import { EventEyeError } from '@eventeye/core';
import type { RequestHandler, Response } from 'express';
import { readBoundsQuery } from '../access/addressBounds.js';
import type { Bounds } from '../access/bounds.js';
import type { Services } from '../services.js';

/**
 * Lets a signed address through as long as the user it was made for is there, and notes what existed for them. What was
 * allowed when an address was made need not be any more when it is used.
 *
 * @throws EventEyeError FORBIDDEN, URL_EXPIRED.
 */
export function signedForUser({ addresses, prisma }: Pick<Services, 'addresses' | 'prisma'>): RequestHandler {
  return async (request, response, next) => {
    addresses.verify(request.originalUrl);
    const made = readBoundsQuery(request.query);
    const user =
      made &&
      (await prisma.user.findUnique({ where: { id: made.userId }, select: { organizationId: true } }));
    if (!user) {
      throw new EventEyeError(
        'FORBIDDEN',
        'The user that this address was made for has no access any more. Ask the API for a new one.',
      );
    }
    const { organizationId } = user;
    response.locals.bounds = { organizationId, token: { only: made.only } } satisfies Bounds;
    next();
  };
}

/** What exists for whom the address was made. */
export function boundsOf(response: Response): Bounds {
  return response.locals.bounds as Bounds;
}
