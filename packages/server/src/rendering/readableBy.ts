import { EventEyeError } from '@eventeye/core';
import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Services } from '../services.js';

/**
 * Lets a signed address through as long as the user it was made for is there, and notes the user's organization. What was
 * allowed when an address was made need not be any more when it is used.
 *
 * @throws EventEyeError FORBIDDEN, URL_EXPIRED.
 */
export function signedForUser({ addresses, prisma }: Pick<Services, 'addresses' | 'prisma'>): RequestHandler {
  return async (request, response, next) => {
    addresses.verify(request.originalUrl);
    const id = z.uuid().safeParse(request.query.user);
    const user = id.success
      ? await prisma.user.findUnique({ where: { id: id.data }, select: { organizationId: true } })
      : null;
    if (!user) {
      throw new EventEyeError(
        'FORBIDDEN',
        'The user that this address was made for has no access any more. Ask the API for a new one.',
      );
    }
    response.locals.organizationId = user.organizationId;
    next();
  };
}

/** Of a `where`: only what belongs to the organization of the address's user. */
export function readableBy(response: Response): { organizationId: string } {
  return { organizationId: String(response.locals.organizationId) };
}
