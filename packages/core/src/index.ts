export {
  type AnalysisOutcome,
  type AnalysisStatus,
  type FindingSeverity,
  isFinal,
  type Role,
} from './analysis.js';
export {
  type ErrorCode,
  EventEyeError,
  type EventEyeErrorOptions,
  errorCatalogue,
  isErrorCode,
} from './errors.js';
export { detectImageKind, extensionOf, type ImageKind, mediaTypeOf } from './imageKind.js';
