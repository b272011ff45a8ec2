import { useOnline } from '@eventeye/client/react';
import { useMessages } from '@eventeye/react';
import { messages } from './messages.js';

/** In place of a page while it is not known who is signed in. */
export function Starting() {
  const text = useMessages(messages);
  const isOnline = useOnline();
  return (
    <main className="cw-starting" aria-busy="true">
      <p role="status">{isOnline ? text.starting : text.offline}</p>
    </main>
  );
}
