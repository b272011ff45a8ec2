import { EventEyeError } from '@eventeye/core';
import {
  type AnalyzeOptions,
  type Engine,
  type ModelDescription,
  type Prediction,
  startEngine,
} from '@eventeye/inference';
import type { ServerConfig } from '../config.js';
import type { Log } from '../services.js';
import { type InstalledModel, installedModel } from './installedModel.js';
import { openSideEngines } from './sideEngines.js';

/** Every installed model, the active one and the others, as something that can be asked. */
export interface ModelEngines {
  /** What is known of an installed model; `undefined` where none has this hash. */
  describe(modelSha256: string): ModelDescription | undefined;
  /**
   * Asks this model and no other: the served engine where it serves it, else a process of its own beside it, of which there
   * are at most two.
   *
   * @throws EventEyeError MODEL_NOT_INSTALLED, MODEL_INVALID, MODEL_GOLDEN_MISMATCH, ENGINE_* and what `analyze` throws.
   */
  analyze(modelSha256: string, bytes: Uint8Array, options?: AnalyzeOptions): Promise<Prediction>;
  close(): Promise<void>;
}

/** Makes every installed model askable beside the served one, which is not disturbed. */
export function openModelEngines(engine: Engine, config: ServerConfig, log: Log): ModelEngines {
  const sides = openSideEngines();
  const start = ({ directory, precision }: InstalledModel) =>
    startEngine({
      modelDirectory: directory,
      precision,
      provider: config.provider,
      // One thread: what is asked here is not what somebody at a reading station waits for.
      threads: 1,
      maxQueue: 16,
      limits: config.limits,
      maxMemoryBytes: config.maxEngineBytes,
      log: (event, fields) => log.info({ ...fields, side: true }, event),
    });
  return {
    describe: (modelSha256) =>
      engine.model.sha256 === modelSha256 ? engine.model : installedModel(config, modelSha256)?.model,
    async analyze(modelSha256, bytes, options) {
      if (engine.model.sha256 === modelSha256) {
        const prediction = await engine.analyze(bytes, options);
        // The served model may have been changed between the look and the answer.
        if (prediction.receipt.modelSha256 === modelSha256) return prediction;
      }
      const installed = installedModel(config, modelSha256);
      if (!installed)
        throw new EventEyeError(
          'MODEL_NOT_INSTALLED',
          'This model is no longer installed. Install it with eventeye model install.',
        );
      return sides.use(
        modelSha256,
        () => start(installed),
        (side) => side.analyze(bytes, options),
      );
    },
    close: () => sides.close(),
  };
}
