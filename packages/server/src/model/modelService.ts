import { EventEyeError } from '@eventeye/core';
import type { ModelService } from '../services.js';
import { type ActivationServices, activateModel } from './activateModel.js';

/** What the API asks of models. */
export function modelService(services: ActivationServices): ModelService {
  const { prisma } = services;
  return {
    activate: (caller, modelVersionId) => activateModel(services, caller, modelVersionId),
    async active() {
      const active = await prisma.modelVersion.findFirst({ where: { isActive: true } });
      if (!active)
        throw new EventEyeError(
          'MODEL_INVALID',
          'No model is active. Point EVENTEYE_MODEL_DIR to a model and start again.',
        );
      return active;
    },
  };
}
