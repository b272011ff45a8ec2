import type { Log } from '../services.js';
import type { TracingSettings } from './tracingSettings.js';

/** Traces of this process. */
export interface Tracing {
  /** Sends what is left, as far as it goes within a time limit, and stops. */
  close(): Promise<void>;
}

/**
 * Begins to record and send traces where the settings ask for it. Without settings nothing of OpenTelemetry but its API is
 * loaded, and every span is its no-op.
 */
export async function openTracing(settings: TracingSettings | undefined, log: Log): Promise<Tracing> {
  if (!settings) return { close: async () => {} };
  const { startSdk } = await import('./startSdk.js');
  return startSdk(settings, log);
}
