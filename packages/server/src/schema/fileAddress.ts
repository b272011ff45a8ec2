import { mayRead } from '../access/mayRead.js';
import { addressee } from '../auth/addressCaller.js';
import type { Caller } from '../services.js';
import type { RequestContext } from './context.js';
import { requireCaller } from './requireCaller.js';

const usualSeconds = 15 * 60;

/** The path under which files are served. */
export const filesPath = '/files';

/**
 * A signed address of a file of the API: absolute when the installation knows its public address, else relative to
 * the API. Whoever holds it can read that one file until it expires, which is what an `<img>` needs, as long as the user
 * and the token it was made for are good.
 *
 * @param path below `/files`, without a leading slash.
 */
export function fileAddress(
  context: RequestContext,
  path: string,
  query: Record<string, string | number | null | undefined> = {},
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) parameters.set(name, String(value));
  }
  const caller = requireCaller(context);
  mayRead(caller);
  for (const [name, value] of Object.entries(addressee(caller))) parameters.set(name, value);
  const signed = context.services.addresses.sign(`${filesPath}/${path}?${parameters}`, secondsLeft(caller));
  return `${context.services.config.publicUrl ?? ''}${signed}`;
}

/** An address that a token of one patient asked for is good no longer than the token; undefined for the usual time. */
function secondsLeft({ token }: Caller): number | undefined {
  if (token.kind !== 'EMBED' || !token.expiresAt) return undefined;
  return Math.max(0, Math.min(usualSeconds, (token.expiresAt.getTime() - Date.now()) / 1000));
}
