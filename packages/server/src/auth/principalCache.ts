import { LRUCache } from 'lru-cache';

/** How long what the database said about a token is believed, in ms, should no word of a change arrive. */
export const principalTtlMs = 5_000;

/** Remembers for a few seconds who tokens speak for, so that a page of twenty pictures costs one look-up. */
export interface PrincipalCache {
  /** What `load` answers, or answered a moment ago. Null is not remembered: nobody fills the cache with guesses. */
  of<Principal extends object>(key: string, load: () => Promise<Principal | null>): Promise<Principal | null>;
  /** Forgets everybody, because somebody's rights changed. That is rare, and nobody can be missed. */
  forget(): void;
}

/** An empty cache of one process. */
export function createPrincipalCache(ttlMs = principalTtlMs): PrincipalCache {
  const known = new LRUCache<string, object>({
    max: 10_000,
    ttl: ttlMs,
    perf: { now: () => performance.now() },
  });
  const asked = new Map<string, Promise<object | null>>();
  return {
    async of<Principal extends object>(key: string, load: () => Promise<Principal | null>) {
      const remembered = known.get(key);
      if (remembered) return remembered as Principal;
      // Requests that come together share one look-up.
      const sooner = asked.get(key);
      if (sooner) return sooner as Promise<Principal | null>;
      const answer = load();
      asked.set(key, answer);
      try {
        const principal = await answer;
        // Not when it was forgotten meanwhile: it may tell how things were before the change.
        if (principal && asked.get(key) === answer) known.set(key, principal);
        return principal;
      } finally {
        if (asked.get(key) === answer) asked.delete(key);
      }
    },
    forget() {
      known.clear();
      asked.clear();
    },
  };
}
