import { EventEyeError } from '@eventeye/core';
import { parseConfig } from '../config.js';
import { openServices } from '../openServices.js';
import { createLog } from './createLog.js';
import { untilStopped } from './untilStopped.js';

/** `eventeye worker`: takes jobs of a shared PostgreSQL until it is told to stop. Throws CONFIG_INVALID without one. */
export async function workerCommand(): Promise<void> {
  const config = parseConfig(process.env);
  if (!config.databaseUrl) {
    throw new EventEyeError(
      'CONFIG_INVALID',
      'A worker needs a PostgreSQL that it shares with the server: set DATABASE_URL for both. The embedded database ' +
        'belongs to one process, and `eventeye serve` runs its analyses itself.',
      { path: ['DATABASE_URL'] },
    );
  }
  const log = createLog(config.logLevel);
  const services = await openServices({ ...config, runJobs: true }, log);
  await services.engine.ready();
  log.info({ workers: config.workers }, 'worker takes jobs');
  await untilStopped(() => services.close());
}
