import type { ApiKeyScope } from '@eventeye/client';
import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, TextField, useMessages } from '@eventeye/react';
import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { messages } from './messages.js';
import { SecretDialog } from './SecretDialog.js';

const scopes = ['READ', 'UPLOAD', 'ANALYZE', 'WRITE'] as const satisfies readonly ApiKeyScope[];

/** Makes a key for a program, and shows its secret this once. */
export function NewKey({ onMade }: { onMade(): void }) {
  const text = useMessages(messages);
  const create = useAction(useEventEye().administration.createApiKey);
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const open = () => {
    create.reset();
    setOpen(true);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const day = String(form.get('expires') ?? '');
    const made = await create.run({
      name: String(form.get('name')).trim(),
      scopes: form.getAll('scopes') as ApiKeyScope[],
      ...(day && { expiresAt: new Date(`${day}T23:59:59`).toISOString() }),
    });
    if (!made) return;
    setOpen(false);
    setSecret(made.secret);
    onMade();
  };
  return (
    <>
      <Button kind="primary" icon={<KeyRound />} onClick={open}>
        {text.newKey}
      </Button>
      <Dialog title={text.newKey} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="cw-form" onSubmit={submit}>
          <TextField label={text.keyName} name="name" required maxLength={100} autoComplete="off" />
          <fieldset className="cw-checks">
            <legend className="cw-legend">{text.scopes}</legend>
            {scopes.map((scope) => (
              <label key={scope}>
                <input type="checkbox" name="scopes" value={scope} defaultChecked={scope === 'READ'} />
                {text[scope]}
              </label>
            ))}
          </fieldset>
          <TextField label={text.expires} hint={text.expiresHint} name="expires" type="date" />
          <ErrorNote error={create.error} />
          <Button kind="primary" type="submit" disabled={create.state === 'running'}>
            {text.makeKey}
          </Button>
        </form>
      </Dialog>
      <SecretDialog secret={secret} onStored={() => setSecret(undefined)} />
    </>
  );
}
