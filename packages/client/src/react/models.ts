import type { ModelDetails } from '../calls/modelCalls.js';
import { ActiveModelDocument, ModelsDocument } from '../generated/graphql.js';
import type { QueryState } from './queryState.js';
import { useQueryState } from './useQueryState.js';

const none = {};

/** The model that analyses now, with its held-out figures. */
export function useActiveModel(): QueryState<ModelDetails> {
  return useQueryState(ActiveModelDocument, none, ({ activeModel }) => activeModel, 'model');
}

/** All models that the installation has known, newest first. */
export function useModels(): QueryState<ModelDetails[]> {
  return useQueryState(ModelsDocument, none, ({ models }) => models, 'list');
}
