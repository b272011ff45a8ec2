import type { WebhookEvent } from '@eventeye/client';
import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, TextField, useMessages } from '@eventeye/react';
import { Webhook } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { messages } from './messages.js';
import { SecretDialog } from './SecretDialog.js';

const events = [
  'ANALYSIS_SUCCEEDED',
  'ANALYSIS_FAILED',
  'ANALYSIS_CANCELED',
  'SERIES_ANALYSIS_COMPLETED',
  'IMAGE_STORED',
] as const satisfies readonly WebhookEvent[];

/** Adds an address of another system, and shows the secret that signs its messages this once. */
export function NewEndpoint({ onMade }: { onMade(): void }) {
  const text = useMessages(messages);
  const create = useAction(useEventEye().webhooks.createEndpoint);
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const open = () => {
    create.reset();
    setOpen(true);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const description = String(form.get('description') ?? '').trim();
    const made = await create.run({
      url: String(form.get('url')).trim(),
      events: form.getAll('events') as WebhookEvent[],
      ...(description && { description }),
    });
    if (!made) return;
    setOpen(false);
    setSecret(made.secret);
    onMade();
  };
  return (
    <>
      <Button kind="primary" icon={<Webhook />} onClick={open}>
        {text.newEndpoint}
      </Button>
      <Dialog title={text.newEndpoint} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="cw-form" onSubmit={submit}>
          <TextField label={text.url} hint={text.urlHint} name="url" type="url" required autoComplete="off" />
          <TextField label={text.description} name="description" autoComplete="off" />
          <fieldset className="cw-checks">
            <legend className="cw-legend">{text.events}</legend>
            {events.map((one) => (
              <label key={one} className="cw-code">
                <input
                  type="checkbox"
                  name="events"
                  value={one}
                  defaultChecked={one === 'ANALYSIS_SUCCEEDED'}
                />
                {one}
              </label>
            ))}
          </fieldset>
          <ErrorNote error={create.error} />
          <Button kind="primary" type="submit" disabled={create.state === 'running'}>
            {text.makeEndpoint}
          </Button>
        </form>
      </Dialog>
      <SecretDialog secret={secret} onStored={() => setSecret(undefined)} />
    </>
  );
}
