import { Button, Dialog, useMessages } from '@eventeye/react';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { messages } from './messages.js';

/** Shows a secret this once. */
export function SecretDialog({ secret, onStored }: { secret: string | undefined; onStored(): void }) {
  const text = useMessages(messages);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret ?? '');
    setCopied(true);
  };
  return (
    <Dialog title={text.secretTitle} isOpen={secret !== undefined} onClose={onStored}>
      <div className="cw-form">
        <p className="cw-lead">{text.secretText}</p>
        <code className="cw-code cw-secret">{secret}</code>
        <div className="cw-actions">
          <Button icon={<Copy />} onClick={copy}>
            {isCopied ? text.copied : text.copy}
          </Button>
          <Button kind="primary" onClick={onStored}>
            {text.done}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
