import { describeFault } from '../schema/formatFault.js';
import type { Log, Services } from '../services.js';

/** What decides whether traffic should come here. */
export interface Readiness {
  /** A real inference on the golden image has succeeded. */
  engine: boolean;
  /** The process is about to stop. */
  draining: boolean;
}

const retryMs = 5000;

/**
 * Follows the engine until its first real inference has succeeded, asking again after a failure: an engine that
 * crashed is restarted by its supervisor.
 */
export function watchReadiness(services: Pick<Services, 'engine'>, log: Log): Readiness {
  const readiness: Readiness = { engine: false, draining: false };
  const ask = () => {
    services.engine.ready().then(
      () => {
        readiness.engine = true;
        log.info({}, 'engine is ready: the golden image gave the golden answer');
      },
      (error: unknown) => {
        if (readiness.draining) return;
        log.error(describeFault(error), 'engine is not ready');
        setTimeout(ask, retryMs).unref();
      },
    );
  };
  ask();
  return readiness;
}
