/** NOTIFY channels of the database. Payloads carry ids only. */
export const updatesChannel = 'eventeye_updates';
export const jobsChannel = 'eventeye_jobs';

/** What is said on `updatesChannel`. */
export interface UpdateMessage {
  analysisId: string;
  patientId: string;
}
