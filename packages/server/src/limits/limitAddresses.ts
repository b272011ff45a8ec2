import type { RequestHandler } from 'express';
import type { Services } from '../services.js';

/** A request that was refused for what it holds counts as so many: it took work and was of no use. */
const refusedCounts = 20;

/** Bounds what one address may ask for, before anything of the request is read. */
export function limitAddresses({ rates }: Pick<Services, 'rates'>): RequestHandler {
  return async (request, response, next) => {
    const address = request.ip ?? null;
    await rates.countRequests(address);
    response.once('finish', () => {
      const refused = response.statusCode === 400 || response.statusCode === 413;
      if (refused) rates.countRequests(address, refusedCounts - 1).catch(() => {});
    });
    next();
  };
}
