import { z } from 'zod';

/** No parameters. */
export const none = z.object({});

/** The id in an address. */
export const idParameter = z.object({ id: z.string().describe('Opaque id.') });

/** Which page of a list. */
export const pageParameters = z.object({
  first: z.coerce.number().int().min(1).max(100).default(20).describe('How many.'),
  after: z.string().optional().describe('nextCursor of the page before.'),
});
