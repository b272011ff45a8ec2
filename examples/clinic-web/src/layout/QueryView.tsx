import { EventEyeError } from '@eventeye/client';
import type { QueryState } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { type ReactNode, useDeferredValue } from 'react';
import { useComesBack } from '../data/useComesBack.js';
import { NotFound } from '../shell/NotFound.js';
import { ErrorNote } from './ErrorNote.js';
import { Loading } from './Loading.js';
import { messages } from './messages.js';

/** Properties of {@link QueryView}. */
export interface QueryViewProps<T> {
  query: QueryState<T>;
  /** Shown once the answer is there. */
  children: (data: T) => ReactNode;
}

/** What was asked of the server once it is there; until then that it is on its way, or why it is not. */
export function QueryView<T>({ query: asked, children }: QueryViewProps<T>) {
  const text = useMessages(messages);
  // What came is drawn in slices, between which the browser answers.
  const query = useDeferredValue(asked);
  useComesBack(asked);
  if (query.state === 'ready') return children(query.data);
  if (EventEyeError.is(query.error, 'NOT_FOUND')) return <NotFound />;
  if (query.state !== 'failed') return <Loading />;
  return (
    <div className="cw-nothing">
      <ErrorNote error={query.error} />
      <Button onClick={query.retry}>{text.again}</Button>
    </div>
  );
}
