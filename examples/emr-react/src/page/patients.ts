/** A patient of the EMR's own records. All of them are made up. */
export interface EmrPatient {
  mrn: string;
  /** As DICOM writes names: family and given name with a caret between. */
  name: string;
  birthDate: string;
  reason: string;
  allergies: string;
}

/** What an EMR has in its database. */
export const patients: readonly EmrPatient[] = [
  {
    mrn: 'HB-20417',
    name: 'Seo^Min Ji',
    birthDate: '1974-06-02',
    reason: 'Palpable lump, left breast',
    allergies: 'none known',
  },
  {
    mrn: 'HB-20433',
    name: 'Adler^Ruth',
    birthDate: '1961-11-19',
    reason: 'Follow-up after lumpectomy',
    allergies: 'penicillin',
  },
  {
    mrn: 'HB-20458',
    name: 'Okafor^Grace',
    birthDate: '1983-03-27',
    reason: 'High-risk screening',
    allergies: 'none known',
  },
];
