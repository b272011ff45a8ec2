import type { PagedState } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { useDeferredValue } from 'react';
import { messages } from './messages.js';

/** Below a list: how much of it is shown, and a button for more. */
export function ShowMore({ list: asked }: { list: PagedState<unknown> }) {
  const text = useMessages(messages);
  // With the list above it, which QueryView draws in slices: never before it.
  const list = useDeferredValue(asked);
  if (!list.data) return null;
  const { data, totalCount, hasMore, isLoadingMore, loadMore } = list;
  return (
    <div className="cw-more">
      <span role="status">{text.shown(data.length, totalCount ?? data.length)}</span>
      {hasMore && (
        <Button onClick={loadMore} disabled={isLoadingMore}>
          {text.more}
        </Button>
      )}
    </div>
  );
}
