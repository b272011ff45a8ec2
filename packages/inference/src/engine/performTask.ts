import { move } from 'piscina';
import sharp from 'sharp';
import { type StageClock, startStageClock } from '../tracing/stageClock.js';
import type { TaskOutcome, ThreadTask } from './protocol.js';
import { type TaskFlags, throwIfCanceled } from './taskFlags.js';
import { transferable } from './transferable.js';
import { toWire } from './wireError.js';

// One thread is one processor: libvips must not start its own pool beside it, and no picture comes twice.
sharp.concurrency(1);
sharp.cache(false);

/** What Piscina hands to a thread. */
export interface Job<Name extends ThreadTask['operation']> {
  task: Extract<ThreadTask, { operation: Name }>;
  flags: TaskFlags;
}

/**
 * Runs one task in a thread. Failures are values: an error that is cloned on its way out of a thread keeps its message
 * and loses its code. Byte arrays of the answer are handed over, not copied.
 */
export async function performTask<Name extends ThreadTask['operation']>(
  { task, flags }: Job<Name>,
  work: (task: Job<Name>['task'], enter: StageClock['enter']) => Promise<unknown>,
): Promise<TaskOutcome> {
  flags.startedAt[0] = BigInt(Date.now());
  const clock = startStageClock();
  try {
    throwIfCanceled(flags);
    const value = await work(task, clock.enter);
    // Piscina unwraps it on its way: what arrives is the outcome itself.
    return move(transferable({ value, stages: clock.end() })) as unknown as TaskOutcome;
  } catch (error) {
    return { error: toWire(error), stages: clock.end() };
  } finally {
    // The next step of the same task may wait: its time limit begins with its own thread.
    flags.startedAt[0] = 0n;
  }
}
