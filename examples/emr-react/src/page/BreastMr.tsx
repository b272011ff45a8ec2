import { EventEyeError } from '@eventeye/client';
import { useCreatePatient, usePatient } from '@eventeye/client/react';
import { DemonstrationBanner, EventEyeTheme, FailureNotice, type Locale } from '@eventeye/react';
import { Images } from './Images.js';
import type { EmrPatient } from './patients.js';

/** The EMR's own colours on EventEye's components. */
const appearance = { scheme: 'light', variables: { accent: '#6b3fa0', radius: '4px' } } as const;

/** EventEye in the chart: the same patient, found by record number. */
export function BreastMr({ patient, locale }: { patient: EmrPatient; locale: Locale }) {
  return (
    <section className="emr-tab" aria-labelledby="breast-mr">
      <h2 id="breast-mr">Breast MR</h2>
      <EventEyeTheme appearance={appearance} locale={locale}>
        <DemonstrationBanner />
        <Known patient={patient} />
      </EventEyeTheme>
    </section>
  );
}

function Known({ patient: { mrn, name, birthDate } }: { patient: EmrPatient }) {
  const found = usePatient({ mrn });
  const create = useCreatePatient();
  const patient = create.data ?? found.data;
  if (patient) return <Images patientId={patient.id} />;
  // EventEye has not seen this patient yet.
  if (EventEyeError.is(found.error, 'NOT_FOUND')) {
    return (
      <div className="emr-empty">
        <p>No breast MR of this patient yet.</p>
        <button
          type="button"
          disabled={create.state === 'running'}
          onClick={() => void create.run({ mrn, name, birthDate })}
        >
          Begin
        </button>
        {create.error && <FailureNotice error={create.error} />}
      </div>
    );
  }
  if (found.error) return <FailureNotice error={found.error} onRetry={found.retry} />;
  return <p role="status">Looking the patient up …</p>;
}
