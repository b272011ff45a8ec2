import type { CreatePatientInput } from '@eventeye/client';
import { useCreatePatient } from '@eventeye/client/react';
import { Button, Dialog, NewPatientForm, useMessages } from '@eventeye/react';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { messages } from './messages.js';

/** A button that opens the form for a patient who is not known yet, and goes to their page. */
export function NewPatient() {
  const text = useMessages(messages);
  const navigate = useNavigate();
  const create = useCreatePatient();
  const [isOpen, setOpen] = useState(false);
  const submit = async (input: CreatePatientInput) => {
    const patient = await create.run(input);
    if (patient) await navigate(`/patients/${patient.id}`);
  };
  const open = () => {
    create.reset();
    setOpen(true);
  };
  return (
    <>
      <Button kind="primary" icon={<UserPlus />} onClick={open}>
        {text.create}
      </Button>
      <Dialog title={text.create} isOpen={isOpen} onClose={() => setOpen(false)}>
        <NewPatientForm
          state={create.state === 'done' ? 'running' : create.state}
          error={create.error}
          onSubmit={submit}
        />
      </Dialog>
    </>
  );
}
