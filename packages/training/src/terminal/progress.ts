import { type Bar, Presets, SingleBar } from 'cli-progress';

/** A bar on a terminal, a line every tenth elsewhere; on standard error, so that results can be piped. */
export interface Progress {
  update(done: number, all: number, note?: string): void;
  /** Takes the bar away and prints what came of it. */
  finish(summary: string): void;
  stop(): void;
}

/** Begins to show the progress of one stage. */
export function showProgress(title: string): Progress {
  const terminal = process.stderr.isTTY === true;
  const bar: Bar | undefined = terminal
    ? new SingleBar(
        {
          format: `${title.padEnd(10)} {bar} {percentage} % · {eta_formatted} left {note}`,
          stream: process.stderr,
          hideCursor: true,
        },
        Presets.shades_classic,
      )
    : undefined;
  let started = false;
  let tenth = -1;
  const stop = () => {
    if (started) bar?.stop();
    started = false;
  };
  return {
    update(done, all, note = '') {
      if (bar) {
        if (!started) bar.start(all, done, { note });
        started = true;
        bar.setTotal(all);
        bar.update(done, { note });
        return;
      }
      const now = Math.floor((10 * done) / Math.max(1, all));
      if (now === tenth) return;
      tenth = now;
      process.stderr.write(`${title}: ${Math.round((100 * done) / Math.max(1, all))} % ${note}\n`);
    },
    finish(summary) {
      stop();
      process.stderr.write(`${title}: ${summary}\n`);
    },
    stop,
  };
}
