import type { RequestContext } from './context.js';

/** The path under which files are served. */
export const filesPath = '/files';

/**
 * A signed address of a file of the API: absolute when the installation knows its public address, else relative to
 * the API. Whoever holds it can read that one file until it expires, which is what an `<img>` needs.
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
  const search = parameters.size > 0 ? `?${parameters}` : '';
  const signed = context.services.addresses.sign(`${filesPath}/${path}${search}`);
  return `${context.services.config.publicUrl ?? ''}${signed}`;
}
