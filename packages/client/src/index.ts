export { type ErrorCode, EventEyeError, isErrorCode, isFinal } from '@eventeye/core';
export type { AdministrationCalls, EmbedToken } from './calls/administrationCalls.js';
export type { AnalysesFilter, AnalysisCalls, OverlayOptions, Verification } from './calls/analysisCalls.js';
export type { EvaluationCalls } from './calls/evaluationCalls.js';
export type { Deidentification, ImageCalls, PngOptions } from './calls/imageCalls.js';
export type { ModelCalls, ModelDetails } from './calls/modelCalls.js';
export type { PatientCalls } from './calls/patientCalls.js';
export type {
  SeriesCalls,
  SeriesDetails,
  SeriesHeatmap,
  SeriesSlice,
  SliceOptions,
} from './calls/seriesCalls.js';
export type { WebhookCalls } from './calls/webhookCalls.js';
export { createEventEyeClient, type EventEyeClientOptions } from './createEventEyeClient.js';
export type { EventEyeClient, SignInProvider } from './eventEyeClient.js';
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
} from './generated/documents.js';
export type {
  ActiveModelQuery,
  AgreementQuery,
  AnalysisFieldsFragment as Analysis,
  AnalysisOutcome,
  AnalysisStatus,
  AnalysisSummaryFieldsFragment as AnalysisSummary,
  ApiKeyFieldsFragment as ApiKey,
  ApiKeyScope,
  AuditEventFieldsFragment as AuditEvent,
  AuditFilter,
  CreateApiKeyInput,
  CreateEmbedTokenInput,
  CreatePatientInput,
  CreateUserInput,
  DeidentificationPolicy,
  EmbedAccess,
  ImageSummaryFieldsFragment as ImageSummary,
  MedicalImageFieldsFragment as MedicalImage,
  ModelFieldsFragment as ModelVersion,
  OrganizationFieldsFragment as Organization,
  PatientFieldsFragment as Patient,
  ProjectionPlane,
  ReadingFieldsFragment as Reading,
  ReadingLabel,
  RecordReadingInput,
  ReferenceLabel,
  ReferenceSource,
  ReferenceStandardFieldsFragment as ReferenceStandard,
  ResultFieldsFragment as AIAnalysisResult,
  Role,
  SeriesAnalysisFieldsFragment as SeriesAnalysis,
  SeriesFieldsFragment as Series,
  SignInInput,
  SilentModeFieldsFragment as SilentMode,
  StudyFieldsFragment as Study,
  UpdateUserInput,
  UserFieldsFragment as User,
  WebhookDeliveryFieldsFragment as WebhookDelivery,
  WebhookEndpointFieldsFragment as WebhookEndpoint,
  WebhookEvent,
} from './generated/graphql.js';
export { allPages, type Page, type PageArguments } from './page.js';
export { beginSignIn, endSignIn, type SignInRequest } from './session/beginSignIn.js';
export type { GetToken, SessionTokens } from './session/session.js';
export type { LiveTransport } from './transport/createLiveLink.js';
export type { ResumeStore } from './upload/resumeStore.js';
export type {
  FileProgress,
  FileState,
  UploadOptions,
  UploadProgress,
  UploadTransport,
} from './upload/uploadMedicalImages.js';
export type { UploadResult } from './upload/uploadResult.js';
export type { NamedBytes, UploadInput, UploadSource } from './upload/uploadSource.js';
export type { WatchOptions } from './watch/watchAnalysis.js';
export {
  type VerifyOptions,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookMessage,
} from './webhooks/verifyWebhook.js';
