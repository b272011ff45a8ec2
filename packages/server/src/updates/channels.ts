/** NOTIFY channels of the database. Payloads carry ids only. */
export const updatesChannel = 'eventeye_updates';
export const jobsChannel = 'eventeye_jobs';

/** What is said on `updatesChannel` of an analysis. */
export interface UpdateMessage {
  analysisId: string;
  patientId: string;
}

/** What is said on `updatesChannel` of a run over a series. */
export interface SeriesUpdateMessage {
  seriesAnalysisId: string;
}
