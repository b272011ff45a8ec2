import { type UserFieldsFragment, ViewerDocument } from '../generated/graphql.js';
import type { QueryState } from './queryState.js';
import { useQueryState } from './useQueryState.js';
import { useHasTokens } from './useSession.js';

/** Who is signed in; idle while nobody is. */
export function useViewer(): QueryState<UserFieldsFragment> {
  return useQueryState(ViewerDocument, useHasTokens() ? {} : undefined, ({ viewer }) => viewer, 'user');
}
