/**
 * Waits for SIGINT, SIGTERM or SIGHUP, then closes. A second signal ends the process at once, for those who can not
 * wait for running work.
 */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  });
  await close();
  // Native threads and sockets of clients must not keep a closed server alive.
  process.exit(0);
}
