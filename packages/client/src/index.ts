export { type ErrorCode, EventEyeError, isErrorCode, isFinal } from '@eventeye/core';
export { createEventEyeClient, type EventEyeClientOptions } from './createEventEyeClient.js';
export type { AnalysesFilter, EventEyeClient } from './eventEyeClient.js';
export type {
  ActiveModelQuery,
  AnalysisFieldsFragment as Analysis,
  AnalysisOutcome,
  AnalysisStatus,
  CreatePatientInput,
  MedicalImageFieldsFragment as MedicalImage,
  ModelFieldsFragment as ModelVersion,
  PatientFieldsFragment as Patient,
  ResultFieldsFragment as AIAnalysisResult,
  Role,
  SeriesFieldsFragment as Series,
  SignInInput,
  StudyFieldsFragment as Study,
  UserFieldsFragment as User,
} from './generated/graphql.js';
export {
  ActiveModelDocument,
  AnalysesDocument,
  AnalysisDocument,
  AnalysisUpdatedDocument,
  AnalyzeMedicalImageDocument,
  CancelAnalysisDocument,
  CreatePatientDocument,
  ImageAnalysesDocument,
  MedicalImageDocument,
  PatientDocument,
  PatientStudiesDocument,
  PatientsDocument,
  RefreshSessionDocument,
  SeriesImagesDocument,
  SignInDocument,
  SignOutDocument,
  UploadMedicalImagesDocument,
  ViewerDocument,
} from './generated/graphql.js';
export { allPages, type Page, type PageArguments } from './page.js';
export type { SessionTokens } from './session/session.js';
export type { UploadOptions, UploadProgress, UploadResult } from './upload/uploadMedicalImages.js';
export type { NamedBytes, UploadInput, UploadSource } from './upload/uploadSource.js';
export type { WatchOptions } from './watch/watchAnalysis.js';
export {
  type VerifyOptions,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookMessage,
} from './webhooks/verifyWebhook.js';
