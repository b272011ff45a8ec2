import { type DestinationStream, pino } from 'pino';
import type { Log } from '../services.js';
import { traceFields } from '../tracing/traceFields.js';

/**
 * The log of a process: one JSON object a line on standard error, where no program's output is mixed with it. Lines that are
 * written in the course of a recorded trace name it.
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: traceFields },
    destination,
  );
}
