import { pino } from 'pino';
import type { Log } from '../services.js';

/** The log of a process: one JSON object a line on standard error, where no program's output is mixed with it. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
