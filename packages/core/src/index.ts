export {
  type AnalysisOutcome,
  type AnalysisStatus,
  type FindingSeverity,
  isFinal,
  type Role,
} from './analysis.js';
export { type BiRadsCategory, type BiRadsRange, type BiRadsRationaleCode, suggestBiRads } from './biRads.js';
export { type ErrorAdvice, errorGuide } from './errorGuide.js';
export {
  type ErrorCode,
  EventEyeError,
  type EventEyeErrorOptions,
  errorCatalogue,
  isErrorCode,
} from './errors.js';
export { type FindingCode, type FindingRecord, type FindingSource, findingsOf } from './findings.js';
export { type GeometryFindingCode, geometryFindingCodes } from './geometryFindingCode.js';
export { detectImageKind, extensionOf, type ImageKind, mediaTypeOf } from './imageKind.js';
export {
  type AnalysedSlice,
  type AttentionBox,
  isSuspicious,
  type PixelBox,
} from './lesions/analysedSlice.js';
export { type JoinRules, joinLesions } from './lesions/joinLesions.js';
export type { CandidateRegion, LesionCandidate } from './lesions/lesionCandidate.js';
export {
  type CandidateLocation,
  type ImagePlane,
  locateCandidate,
  type PatientVector,
} from './lesions/locateCandidate.js';
export { type MalignancyProfilePoint, malignancyProfile } from './lesions/malignancyProfile.js';
export { type Language, localize, type MessageCode, messageCodes } from './messages/localize.js';
export { type RecommendationCode, recommendationsFor } from './recommendations.js';
