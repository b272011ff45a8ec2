import { EventEyeError } from '@eventeye/core';
import type { RequestContext } from '../schema/context.js';
import { rowIdOf } from '../schema/globalId.js';
import { apiPath } from './apiPath.js';

/** The row a page begins behind; undefined for the first page. Throws VALIDATION_FAILED for what is no cursor. */
export function cursorOf(typename: string, after: string | undefined): string | undefined {
  if (after === undefined) return undefined;
  const id = rowIdOf(typename, after);
  if (id) return id;
  throw new EventEyeError('VALIDATION_FAILED', 'after is not the nextCursor of a page. Begin without it.', {
    path: ['after'],
  });
}

/** A page and its `Link` to the next (RFC 8288). @param rows one more than asked for, where there is a next page. */
export function pageOf<Row, Item extends { id: string }>(
  rows: readonly Row[],
  first: number,
  represent: (row: Row) => Item,
  context: RequestContext,
  path: string,
  query: Record<string, string | undefined> = {},
): { body: { items: Item[]; nextCursor: string | null }; headers: Record<string, string> } {
  const items = rows.slice(0, first).map(represent);
  const nextCursor = rows.length > first ? items.at(-1)!.id : null;
  if (nextCursor === null) return { body: { items, nextCursor }, headers: {} };
  const parameters = new URLSearchParams({ first: String(first), after: nextCursor });
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  const next = `${context.services.config.publicUrl ?? ''}${apiPath}${path}?${parameters}`;
  return { body: { items, nextCursor }, headers: { Link: `<${next}>; rel="next"` } };
}
