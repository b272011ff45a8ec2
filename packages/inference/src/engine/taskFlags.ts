import { EventEyeError } from '@eventeye/core';

/** Memory that a task's thread shares with the engine process, so that neither has to ask the other. */
export interface TaskFlags {
  /** Milliseconds since the epoch when the thread began, 0 while it waits. */
  startedAt: BigInt64Array;
  /** 1 once nobody wants the answer any more. */
  canceled: Int32Array;
}

/** Fresh flags of one task. */
export function createTaskFlags(): TaskFlags {
  return {
    startedAt: new BigInt64Array(new SharedArrayBuffer(8)),
    canceled: new Int32Array(new SharedArrayBuffer(4)),
  };
}

/**
 * Stops a task between two stages.
 *
 * @throws EventEyeError ANALYSIS_CANCELED.
 */
export function throwIfCanceled(flags: TaskFlags): void {
  if (Atomics.load(flags.canceled, 0) === 1)
    throw new EventEyeError('ANALYSIS_CANCELED', 'The analysis was canceled.');
}
