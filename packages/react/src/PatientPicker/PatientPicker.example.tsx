import type { Patient } from '@eventeye/client';
import { PatientPicker } from '@eventeye/react';
import { useState } from 'react';

export function ChoosePatient() {
  const [patient, setPatient] = useState<Patient | null>(null);
  return (
    <>
      <PatientPicker onSelect={setPatient} mayCreate={false} />
      <p>{patient ? patient.mrn : 'Nobody is chosen.'}</p>
    </>
  );
}
