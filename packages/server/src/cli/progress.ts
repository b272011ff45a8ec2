import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on standard error when that is a terminal, nothing otherwise. */
export function startProgress(total: number): { advance(): void; stop(): void } {
  if (!process.stderr.isTTY || total < 2) return { advance() {}, stop() {} };
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} files | {eta_formatted} left',
      stream: process.stderr,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { advance: () => bar.increment(), stop: () => bar.stop() };
}
