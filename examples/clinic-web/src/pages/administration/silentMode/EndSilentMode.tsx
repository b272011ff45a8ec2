import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, useMessages } from '@eventeye/react';
import { type FormEvent, useState } from 'react';
import { ErrorNote } from '../../../layout/ErrorNote.js';
import { messages } from './messages.js';

/** Ends silent mode once it was said what becomes of the results. */
export function EndSilentMode({ onEnded }: { onEnded(): void }) {
  const text = useMessages(messages);
  const end = useAction(useEventEye().evaluation.endSilentMode);
  const [isOpen, setOpen] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const release = new FormData(event.currentTarget).get('results') === 'release';
    if (!(await end.run({ release }))) return;
    setOpen(false);
    onEnded();
  };
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {text.end}
      </Button>
      <Dialog title={text.endTitle} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="cw-form" onSubmit={submit}>
          <fieldset className="cw-checks">
            <legend>{text.endText}</legend>
            <label>
              <input type="radio" name="results" value="release" required />
              {text.release}
            </label>
            <label>
              <input type="radio" name="results" value="keep" required />
              {text.keep}
            </label>
          </fieldset>
          <ErrorNote error={end.error} />
          <Button kind="primary" type="submit" disabled={end.state === 'running'}>
            {text.endNow}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
