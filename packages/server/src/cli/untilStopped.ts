const togetherMs = 1000;

/**
 * Waits for SIGINT, SIGTERM or SIGHUP, then closes and ends the process. A later signal ends it at once, for those who
 * can not wait for running work. Signals that come together are one: Ctrl-C reaches a whole process group, and the
 * wrapper that started this process passes it on as well.
 */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    let askedAt: number | undefined;
    const ask = () => {
      if (askedAt !== undefined && performance.now() - askedAt > togetherMs) process.exit(1);
      askedAt ??= performance.now();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  });
  await close();
  // Native threads and sockets of clients must not keep a closed server alive.
  process.exit(0);
}
