import { Button, useMessages } from '@eventeye/react';
import { messages } from './messages.js';

/** When a page breaks, or its part of the application can not be fetched after an update. */
export function PageFailed() {
  const text = useMessages(messages);
  return (
    <main className="cw-nothing" role="alert">
      <h1>{text.brokenTitle}</h1>
      <p>{text.brokenText}</p>
      <Button kind="primary" onClick={() => location.reload()}>
        {text.reload}
      </Button>
    </main>
  );
}
