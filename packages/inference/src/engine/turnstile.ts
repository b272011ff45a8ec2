/** Lets so many in at a time; the others wait in the order they came. */
export interface Turnstile {
  /** How many were let in or wait. */
  readonly count: number;
  /** Runs the work when it is its turn. */
  pass<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** A turnstile for `places` at a time. */
export function createTurnstile(places: number): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    get count() {
      return inside + waiting.length;
    },
    async pass(work) {
      if (inside < places) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        // The place goes over to the next, so nobody can slip in between.
        if (next) next();
        else inside -= 1;
      }
    },
  };
}
