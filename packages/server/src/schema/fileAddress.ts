import type { RequestContext } from './context.js';
import { requireCaller } from './requireCaller.js';

/** The path under which files are served. */
export const filesPath = '/files';

/**
 * A signed address of a file of the API: absolute when the installation knows its public address, else relative to
 * the API. Whoever holds it can read that one file until it expires, which is what an `<img>` needs, as long as the user it
 * was made for is there.
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
  parameters.set('user', requireCaller(context).userId);
  const signed = context.services.addresses.sign(`${filesPath}/${path}?${parameters}`);
  return `${context.services.config.publicUrl ?? ''}${signed}`;
}
