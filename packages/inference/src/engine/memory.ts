// Images and tensors lie outside of JavaScript's heap, so the engine's heaps can be small. Measured with two int8 sessions:
// 416 MB without these settings, 290 MB with them, at the same rate; smaller still costs rate.

/** Young generation of a thread's heap, MB: what it makes is short-lived and little. */
export const threadMemory = { maxYoungGenerationSizeMb: 6 } as const;

/** The same for the process's main thread. */
export const memoryFlags: readonly string[] = ['--max-semi-space-size=2'];

/**
 * glibc's allocator: few arenas, since each keeps what its threads freed, and large blocks given back to the system at once.
 * Other libraries do not know these names.
 */
export const memoryEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '4194304',
  MALLOC_MMAP_THRESHOLD_: '1048576',
} as const;
