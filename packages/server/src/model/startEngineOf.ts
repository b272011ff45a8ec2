import type { ServerConfig } from '../config.js';
import type { Metrics } from '../metrics/createMetrics.js';
import type { Log } from '../services.js';
import { type SwitchableEngine, startSwitchableEngine } from './switchableEngine.js';

/** Starts the engine that the settings ask for, and tells of its events. Throws MODEL_INVALID. */
export function startEngineOf(config: ServerConfig, metrics: Metrics, log: Log): Promise<SwitchableEngine> {
  return startSwitchableEngine({
    modelDirectory: config.modelDirectory,
    ...(config.precision && { precision: config.precision }),
    provider: config.provider,
    threads: config.workers,
    limits: config.limits,
    maxMemoryBytes: config.maxEngineBytes,
    log: (event, fields) => {
      metrics.engineEvent(event);
      log.info(fields, event);
    },
  });
}
