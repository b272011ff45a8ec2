import type { Patient } from '@eventeye/client';
import { useCreatePatient, usePatients } from '@eventeye/client/react';
import { useDeferredValue, useState } from 'react';
import { useMessages } from '../i18n/LocaleContext.js';
import { Dialog } from '../primitives/Dialog.js';
import { messages } from './messages.js';
import { NewPatientForm } from './NewPatientForm.js';
import { PatientPickerView } from './PatientPickerView.js';

/** Properties of {@link PatientPicker}. */
export interface PatientPickerProps {
  /** Called with null when the choice is taken back. */
  onSelect(patient: Patient | null): void;
  /** Whether somebody new may be added; true unless told. The server has the last word. */
  mayCreate?: boolean;
}

/** Finds a patient of the organization, or adds one. */
export function PatientPicker({ onSelect, mayCreate = true }: PatientPickerProps) {
  const text = useMessages(messages);
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState<Patient | null>(null);
  const [isAdding, setAdding] = useState(false);
  // What stands in the field after choosing is the choice and nothing to search for.
  const search = useDeferredValue(selected ? '' : typed.trim());
  const found = usePatients({ search });
  const create = useCreatePatient();
  const select = (patient: Patient | null) => {
    setSelected(patient);
    onSelect(patient);
  };
  return (
    <>
      <PatientPickerView
        search={typed}
        onSearch={setTyped}
        patients={found.data ?? []}
        totalCount={found.totalCount}
        state={found.state === 'idle' ? 'loading' : found.state}
        error={found.error}
        onRetry={found.retry}
        selected={selected}
        onSelect={select}
        onCreate={mayCreate ? () => setAdding(true) : undefined}
      />
      <Dialog title={text.create} isOpen={isAdding} onClose={() => setAdding(false)}>
        <NewPatientForm
          state={create.state === 'done' ? 'idle' : create.state}
          error={create.error}
          onSubmit={async (input) => {
            const patient = await create.run(input);
            if (!patient) return;
            setAdding(false);
            select(patient);
          }}
        />
      </Dialog>
    </>
  );
}
