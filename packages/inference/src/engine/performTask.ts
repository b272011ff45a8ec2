import sharp from 'sharp';
import type { OperationName, Task, TaskOutcome } from './protocol.js';
import { type TaskFlags, throwIfCanceled } from './taskFlags.js';
import { toWire } from './wireError.js';

// One thread is one processor: libvips must not start its own pool beside it, and no picture comes twice.
sharp.concurrency(1);
sharp.cache(false);

/** What Piscina hands to a thread. */
export interface Job<Name extends OperationName> {
  task: Extract<Task, { operation: Name }>;
  flags: TaskFlags;
}

/**
 * Runs one task in a thread. Failures are values: an error that is cloned on its way out of a thread keeps its message
 * and loses its code.
 */
export async function performTask<Name extends OperationName>(
  { task, flags }: Job<Name>,
  work: (task: Job<Name>['task']) => Promise<unknown>,
): Promise<TaskOutcome> {
  flags.startedAt[0] = BigInt(Date.now());
  try {
    throwIfCanceled(flags);
    return { value: await work(task) };
  } catch (error) {
    return { error: toWire(error) };
  }
}
