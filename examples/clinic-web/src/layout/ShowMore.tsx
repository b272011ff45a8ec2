import { Button, useMessages } from '@eventeye/react';
import type { Pages } from '../data/usePages.js';
import { messages } from './messages.js';

/** Below a list: how much of it is shown, and a button for more. */
export function ShowMore({ pages }: { pages: Pages<unknown> }) {
  const text = useMessages(messages);
  if (!pages.data) return null;
  const { nodes, totalCount, hasMore } = pages.data;
  return (
    <p className="cw-more" role="status">
      {text.shown(nodes.length, totalCount)}
      {hasMore && <Button onClick={pages.showMore}>{text.more}</Button>}
    </p>
  );
}
