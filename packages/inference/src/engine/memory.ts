// Images and tensors lie outside of JavaScript's heap, so the engine's heaps can be small. Measured with two int8 sessions:
// 416 MB without these settings, 236 MB with them, at the same rate.

/** Young generation of a thread's heap, MB: what it makes is short-lived and little. */
export const threadMemory = { maxYoungGenerationSizeMb: 3 } as const;

/** The same for the process's main thread. */
export const memoryFlags: readonly string[] = ['--max-semi-space-size=1'];

/**
 * glibc's allocator: few arenas, since each keeps what its threads freed, and large blocks given back to the system at once.
 * Other libraries do not know these names.
 */
export const memoryEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
} as const;
