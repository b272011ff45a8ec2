export {
  useApiKeys,
  useAuditEvents,
  useOrganization,
  useUsers,
  useWebhookDeliveries,
  useWebhookEndpoints,
} from './administration.js';
export {
  useAnalyses,
  useAnalysis,
  useImageAnalyses,
  useReadings,
  useRecordReading,
  useSeriesAnalysis,
} from './analyses.js';
export { EventEyeProvider, useEventEye } from './EventEyeProvider.js';
export { useReferenceStandards, useSilentModes } from './evaluation.js';
export {
  useMedicalImage,
  useSeries,
  useSeriesImages,
  useSeriesSlices,
} from './images.js';
export { useActiveModel, useAgreement, useModels } from './models.js';
export { useCreatePatient, usePatient, usePatientImages, usePatients, useStudies } from './patients.js';
export {
  type FailedState,
  type FailureKind,
  failureKindOf,
  type IdleState,
  type LoadingState,
  type PagedState,
  type QueryState,
  type ReadyState,
} from './queryState.js';
export {
  createUploadQueue,
  type QueuedFile,
  type UploadQueue,
  type UploadSnapshot,
} from './uploadQueue.js';
export { type ActionState, useAction } from './useAction.js';
export {
  type AnalyzeOptions,
  type AnalyzePhase,
  type AnalyzeState,
  useAnalyze,
  useAnalyzeSeries,
} from './useAnalyze.js';
export { useOnline } from './useOnline.js';
export { useQueryState } from './useQueryState.js';
export { type SessionState, useSession } from './useSession.js';
export { type UploadState, type UseUploadOptions, useUpload } from './useUpload.js';
export { useViewer } from './useViewer.js';
