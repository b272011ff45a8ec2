import { useCreatePatient } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { UserPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '../../layout/Dialog.js';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { Field } from '../../layout/Field.js';
import { messages } from './messages.js';

/** A button that opens the form for a patient who is not known yet, and goes to their page. */
export function NewPatient() {
  const text = useMessages(messages);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const create = useCreatePatient();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? '').trim();
    const patient = await create.run({
      mrn: given('mrn'),
      name: given('name') || null,
      birthDate: given('birthDate') || null,
    });
    if (patient) await navigate(`/patients/${patient.id}`);
  };
  return (
    <>
      <Button kind="primary" icon={<UserPlus />} onClick={() => setOpen(true)}>
        {text.create}
      </Button>
      <Dialog title={text.create} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="cw-form" onSubmit={submit}>
          <Field label={text.mrn} hint={text.mrnHint}>
            {(ids) => <input {...ids} name="mrn" required maxLength={64} autoComplete="off" />}
          </Field>
          <Field label={text.name} hint={text.optional}>
            {(ids) => <input {...ids} name="name" autoComplete="off" />}
          </Field>
          <Field label={text.birthDate} hint={text.optional}>
            {(ids) => <input {...ids} name="birthDate" type="date" autoComplete="off" />}
          </Field>
          <ErrorNote error={create.error} />
          <div className="cw-actions">
            <Button kind="primary" type="submit" disabled={create.state === 'running'}>
              {text.createSubmit}
            </Button>
            <Button onClick={() => setOpen(false)}>{text.cancel}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
