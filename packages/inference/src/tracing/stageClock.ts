/** The stages of an analysis, in their order. */
export type StageName = 'decode' | 'preprocess' | 'tensor' | 'inference' | 'postprocess';

/** When a stage ran: milliseconds since the epoch, with fractions. */
export interface Stage {
  name: StageName;
  startMs: number;
  endMs: number;
}

/** Notes when stages begin; each ends where the next one begins. */
export interface StageClock {
  enter(name: StageName): void;
  /** Ends the last stage. */
  end(): Stage[];
}

/**
 * Starts a clock for one task. Plain numbers, so that threads and processes without any tracing library can report what
 * somebody else draws.
 */
export function startStageClock(): StageClock {
  // Of the wall clock only where it begins: it may be set back in the middle of a task.
  const epochMs = Date.now() - performance.now();
  const stages: Stage[] = [];
  const close = (now: number) => {
    const last = stages.at(-1);
    if (last) last.endMs = now;
  };
  return {
    enter(name) {
      const now = epochMs + performance.now();
      close(now);
      stages.push({ name, startMs: now, endMs: now });
    },
    end() {
      close(epochMs + performance.now());
      return stages;
    },
  };
}
