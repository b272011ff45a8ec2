import type { ModelVersion } from '@eventeye/client';
import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, useMessages } from '@eventeye/react';
import { useState } from 'react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { messages } from './messages.js';

/** Lets another model analyse, after asking: it changes what every clinician gets from then on. */
export function ActivateModel({ model, onChanged }: { model: ModelVersion; onChanged(): void }) {
  const text = useMessages(messages);
  const activate = useAction(useEventEye().activateModel);
  const [isOpen, setOpen] = useState(false);
  const confirm = async () => {
    if (!(await activate.run(model.id))) return;
    setOpen(false);
    onChanged();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.activate}</Button>
      <Dialog title={text.activateTitle} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className="cw-form">
          <p className="cw-lead">{text.activateText(`${model.name} ${model.version}`)}</p>
          <ErrorNote error={activate.error} />
          <div className="cw-actions">
            <Button kind="primary" onClick={confirm} disabled={activate.state === 'running'}>
              {text.confirm}
            </Button>
            <Button onClick={() => setOpen(false)}>{text.cancel}</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
