const key = 'eventeye.tab';

/**
 * Whether what lies in `sessionStorage` is this tab's own. Duplicating a tab copies it, and two tabs with one refresh token
 * would end the session: a refresh token that comes twice was stolen, as far as the server can tell. The first tab holds a
 * lock by name as long as its page lives; the copy finds it taken.
 */
export async function claimTab(): Promise<boolean> {
  const mine = sessionStorage.getItem(key);
  const isOwn = mine === null || (await hold(mine));
  if (mine !== null && isOwn) return true;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(key, fresh);
  await hold(fresh);
  return mine === null;
}

/** Resolves as soon as it is known whether this page holds the lock; it is let go when the page ends. */
function hold(name: string): Promise<boolean> {
  // Absent without TLS except on this machine; there a copied tab has to sign in again after the first renewal.
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`eventeye.tab.${name}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}
