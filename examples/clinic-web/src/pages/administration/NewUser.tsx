import type { Role } from '@eventeye/client';
import { useAction, useEventEye } from '@eventeye/client/react';
import { Button, Dialog, TextField, useMessages } from '@eventeye/react';
import { UserPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ErrorNote } from '../../layout/ErrorNote.js';
import { Field } from '../../layout/Field.js';
import { messages } from './messages.js';

/** Adds somebody who may sign in. */
export function NewUser({ onAdded }: { onAdded(): void }) {
  const text = useMessages(messages);
  const create = useAction(useEventEye().administration.createUser);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    create.reset();
    setOpen(true);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? '').trim();
    const password = String(form.get('password') ?? '');
    const role = given('role') as Role;
    const input = { name: given('name'), email: given('email'), role, ...(password && { password }) };
    if (!(await create.run(input))) return;
    setOpen(false);
    onAdded();
  };
  return (
    <>
      <Button kind="primary" icon={<UserPlus />} onClick={open}>
        {text.newUser}
      </Button>
      <Dialog title={text.newUser} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="cw-form" onSubmit={submit}>
          <TextField label={text.name} name="name" required maxLength={200} autoComplete="off" />
          <TextField label={text.email} name="email" type="email" required autoComplete="off" />
          <Field label={text.role}>
            {(ids) => (
              <select {...ids} name="role" defaultValue="CLINICIAN">
                {(['CLINICIAN', 'VIEWER', 'ADMIN'] as const).map((role) => (
                  <option key={role} value={role}>
                    {text[role]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField
            label={text.password}
            hint={text.passwordHint}
            name="password"
            type="password"
            minLength={12}
            autoComplete="new-password"
          />
          <ErrorNote error={create.error} />
          <Button kind="primary" type="submit" disabled={create.state === 'running'}>
            {text.addUser}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
