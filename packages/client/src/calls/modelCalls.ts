import { unwrap } from '../errors/unwrap.js';
import * as documents from '../generated/documents.js';
import type { ActiveModelQuery, ModelsQuery } from '../generated/graphql.js';
import type { Ask } from './ask.js';

/** A model with its held-out figures. */
export type ModelDetails = ActiveModelQuery['activeModel'];

/** Models of the installation. */
export interface ModelCalls {
  /** The model that analyses now, with its held-out figures. */
  activeModel(): Promise<ModelDetails>;
  /** All models that this installation has known, newest first. */
  models(): Promise<ModelsQuery['models']>;
  /** For administrators: new analyses run with this model. Throws NOT_FOUND, FORBIDDEN, MODEL_NOT_INSTALLED. */
  activateModel(modelVersionId: string): Promise<ModelDetails>;
}

/** The calls about models. */
export function modelCalls({ query, mutate }: Ask): ModelCalls {
  return {
    activeModel: async () => (await query(documents.ActiveModelDocument, {})).activeModel,
    models: async () => (await query(documents.ModelsDocument, {})).models,
    async activateModel(modelVersionId) {
      const { activateModel } = await mutate(
        documents.ActivateModelDocument,
        { input: { modelVersionId } },
        {
          update(cache, { activateModel: answer }) {
            if (answer.__typename !== 'ActivateModelPayload') return;
            // The one before is not active any more.
            cache.evict({ id: 'ROOT_QUERY', fieldName: 'activeModel' });
            cache.evict({ id: 'ROOT_QUERY', fieldName: 'models' });
          },
        },
      );
      return unwrap(activateModel).model;
    },
  };
}
