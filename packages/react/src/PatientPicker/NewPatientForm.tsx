import type { CreatePatientInput } from '@eventeye/client';
import type { FormEvent } from 'react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { TextField } from '../primitives/TextField.js';
import { messages } from './messages.js';

/** Properties of {@link NewPatientForm}. */
export interface NewPatientFormProps {
  state: 'idle' | 'running' | 'failed';
  error?: { code: string; message: string } | undefined;
  onSubmit(patient: CreatePatientInput): void;
}

/** What is asked of somebody who is not known yet: the record number alone is needed. */
export function NewPatientForm({ state, error, onSubmit }: NewPatientFormProps) {
  const text = useMessages(messages);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string) => String(form.get(name) ?? '').trim();
    onSubmit({ mrn: given('mrn'), name: given('name') || null, birthDate: given('birthDate') || null });
  };
  return (
    <form className="ee-new-patient" onSubmit={submit}>
      <TextField label={text.mrn} hint={text.mrnHint} name="mrn" required maxLength={64} autoComplete="off" />
      <TextField label={text.name} hint={text.optional} name="name" autoComplete="off" />
      <TextField
        label={text.birthDate}
        hint={text.optional}
        name="birthDate"
        type="date"
        autoComplete="off"
      />
      {state === 'failed' && error && <FailureNotice error={error} />}
      <Button kind="primary" type="submit" disabled={state === 'running'}>
        {text.submit}
      </Button>
    </form>
  );
}
