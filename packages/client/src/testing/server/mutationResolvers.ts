import { administrationMutations } from './administrationMutations.js';
import { analysisMutations } from './analysisMutations.js';
import type { RootResolver } from './mockContext.js';
import { sessionMutations } from './sessionMutations.js';
import { uploadMutations } from './uploadMutations.js';

/** What the mock answers to each field of Mutation. */
export const mutationResolvers: Record<string, RootResolver> = {
  ...sessionMutations,
  ...analysisMutations,
  ...uploadMutations,
  ...administrationMutations,
};
