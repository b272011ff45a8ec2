import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, TextField, useMessages } from '@eventeye/react';
import { EyeOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ErrorNote } from '../../../layout/ErrorNote.js';
import { messages } from './messages.js';

/** Says what silent mode is, and starts one after asking. */
export function StartSilentMode({ onStarted }: { onStarted(): void }) {
  const text = useMessages(messages);
  const start = useAction(useEventEye().evaluation.startSilentMode);
  const [target, setTarget] = useState<number>();
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.reset();
    setTarget(Number(new FormData(event.currentTarget).get('target')));
  };
  const close = () => setTarget(undefined);
  const confirm = async () => {
    if (target === undefined || !(await start.run(target))) return;
    close();
    onStarted();
  };
  return (
    <form className="cw-panel cw-form" onSubmit={ask}>
      <h2>{text.title}</h2>
      <p className="cw-lead">{text.lead}</p>
      <TextField
        label={text.target}
        hint={text.targetHint}
        name="target"
        type="number"
        min={1}
        max={100_000}
        defaultValue={100}
        required
      />
      <div className="cw-actions">
        <Button kind="primary" type="submit" icon={<EyeOff />}>
          {text.start}
        </Button>
      </div>
      <Dialog title={text.startTitle} isOpen={target !== undefined} onClose={close}>
        <div className="cw-form">
          <p>{text.startText}</p>
          <ErrorNote error={start.error} />
          <div className="cw-actions">
            <Button onClick={close}>{text.cancel}</Button>
            <Button kind="primary" onClick={confirm} disabled={start.state === 'running'}>
              {text.start}
            </Button>
          </div>
        </div>
      </Dialog>
    </form>
  );
}
