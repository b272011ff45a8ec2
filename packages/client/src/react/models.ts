import type { ModelDetails } from '../calls/modelCalls.js';
import { ActiveModelDocument, AgreementDocument, ModelsDocument } from '../generated/documents.js';
import type { AgreementQuery, AgreementQueryVariables } from '../generated/graphql.js';
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

/** How results and readers agree, for each version of a model that was read, newest first. */
export function useAgreement(
  filter: AgreementQueryVariables = none,
): QueryState<AgreementQuery['agreement']> {
  return useQueryState(AgreementDocument, filter, ({ agreement }) => agreement, 'list');
}
