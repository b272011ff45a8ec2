/** NOTIFY channels of the database. Payloads carry ids only. */
export const updatesChannel = 'eventeye_updates';
export const jobsChannel = 'eventeye_jobs';
/** Payload: SHA-256 of the model that was made active. */
export const modelChannel = 'eventeye_model';

/** Told by the triggers that fill the outbox, and when a message is to be sent again. */
export const webhooksChannel = 'eventeye_webhooks';

/** What is said on `updatesChannel` of an analysis. */
export interface UpdateMessage {
  analysisId: string;
  patientId: string;
}

/** What is said on `updatesChannel` of a run over a series. */
export interface SeriesUpdateMessage {
  seriesAnalysisId: string;
}
