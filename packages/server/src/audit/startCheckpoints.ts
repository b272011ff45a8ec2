import type { ServerConfig } from '../config.js';
import type { PrismaClient } from '../database/client.js';
import { describeFault } from '../schema/formatFault.js';
import type { Log } from '../services.js';
import { keepCheckpoints } from './keepCheckpoints.js';

/**
 * Writes checkpoints at the start and then as often as configured, and says loudly when a chain does not go on from the last one.
 *
 * @returns how to stop; one that is being written is waited for.
 */
export function startCheckpoints(
  { prisma, secret, config }: { prisma: PrismaClient; secret: string; config: ServerConfig },
  log: Log,
): { stop(): Promise<void> } {
  const { file, everyMs } = config.auditCheckpoints;
  if (everyMs === 0) return { stop: async () => {} };
  const keep = async () => {
    try {
      const { faults } = await keepCheckpoints({ prisma, secret }, file);
      for (const { organizationId, sequence, fault } of faults)
        log.error(
          { organizationId, sequence: String(sequence), fault },
          'the audit is broken: see eventeye audit verify',
        );
    } catch (error) {
      log.error(describeFault(error), 'the checkpoint of the audit could not be written');
    }
  };
  let keeping = keep();
  // Timers know no more than 24 days.
  const timer = setInterval(
    () => {
      keeping = keeping.then(keep);
    },
    Math.min(everyMs, 2 ** 31 - 1),
  );
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await keeping;
    },
  };
}
