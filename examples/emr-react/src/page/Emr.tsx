import type { Locale } from '@eventeye/react';
import { useState } from 'react';
import { BreastMr } from './BreastMr.js';
import { setLanguage } from './language.js';
import { type EmrPatient, patients } from './patients.js';

/** The EMR: its list of patients, and a chart with a tab of EventEye's. */
export function Emr() {
  const [patient, setPatient] = useState(patients[0]!);
  const [locale, setLocale] = useState<Locale>('en');
  const choose = (next: Locale) => {
    setLanguage(next);
    setLocale(next);
  };
  return (
    <>
      <header className="emr-bar">
        <strong>Harbour EMR</strong>
        <label>
          Language{' '}
          <select value={locale} onChange={({ target }) => choose(target.value as Locale)}>
            <option value="en">English</option>
            <option value="ko">한국어</option>
          </select>
        </label>
      </header>
      <div className="emr-room">
        <nav className="emr-list" aria-label="Patients">
          {patients.map((one) => (
            <button
              key={one.mrn}
              type="button"
              aria-current={one === patient ? 'true' : undefined}
              onClick={() => setPatient(one)}
            >
              <strong>{spoken(one)}</strong>
              <span>{one.mrn}</span>
            </button>
          ))}
        </nav>
        <main className="emr-chart">
          <h1>{spoken(patient)}</h1>
          <dl>
            <div>
              <dt>Record number</dt>
              <dd>{patient.mrn}</dd>
            </div>
            <div>
              <dt>Born</dt>
              <dd>{patient.birthDate}</dd>
            </div>
            <div>
              <dt>Reason</dt>
              <dd>{patient.reason}</dd>
            </div>
            <div>
              <dt>Allergies</dt>
              <dd>{patient.allergies}</dd>
            </div>
          </dl>
          {/* Another language, another client cache: texts of results are the server's. */}
          <BreastMr key={`${patient.mrn} ${locale}`} patient={patient} locale={locale} />
        </main>
      </div>
    </>
  );
}

const spoken = ({ name }: EmrPatient) => name.split('^').reverse().join(' ');
