import { useMessages } from '@eventeye/react';
import { messages } from './messages.js';

/** Says that what belongs here is on its way. */
export function Loading() {
  const text = useMessages(messages);
  return (
    <p className="cw-nothing" role="status">
      {text.loading}
    </p>
  );
}
