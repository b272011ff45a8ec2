import { ViewerDocument } from '../generated/documents.js';
import type { UserFieldsFragment } from '../generated/graphql.js';
import type { QueryState } from './queryState.js';
import { useHasTokens } from './useHasTokens.js';
import { useQueryState } from './useQueryState.js';

/** Who is signed in; idle while nobody is. */
export function useViewer(): QueryState<UserFieldsFragment> {
  return useQueryState(ViewerDocument, useHasTokens() ? {} : undefined, ({ viewer }) => viewer, 'user');
}
