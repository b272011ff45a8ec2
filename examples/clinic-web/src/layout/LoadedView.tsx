import { EventEyeError } from '@eventeye/client';
import { Button, useMessages } from '@eventeye/react';
import type { ReactNode } from 'react';
import type { Loaded } from '../data/useLoaded.js';
import { NotFound } from '../shell/NotFound.js';
import { ErrorNote } from './ErrorNote.js';
import { messages } from './messages.js';

/** What was asked of the server once it is there; until then that it is on its way, or why it is not. */
export function LoadedView<T>({
  loaded,
  children,
}: {
  loaded: Loaded<T>;
  children: (data: NonNullable<T>) => ReactNode;
}) {
  const text = useMessages(messages);
  const { data, error, state } = loaded;
  if (data !== undefined && data !== null) {
    return (
      <>
        <ErrorNote error={error} />
        {children(data)}
      </>
    );
  }
  if (data === null || EventEyeError.is(error, 'NOT_FOUND')) return <NotFound />;
  if (state === 'loading' || !error) {
    return (
      <p className="cw-nothing" role="status">
        {text.loading}
      </p>
    );
  }
  return (
    <div className="cw-nothing">
      <ErrorNote error={error} />
      <Button onClick={loaded.reload}>{text.again}</Button>
    </div>
  );
}
