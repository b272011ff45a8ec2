/**
 * Which types an interface or a union stands for: without it the cache drops the fields of fragments it can not match.
 * A test compares it with the server's schema.
 */
export const possibleTypes: Record<string, string[]> = {
  ActivateModelResult: ['ActivateModelPayload', 'ConflictError', 'ForbiddenError', 'NotFoundError'],
  AnalyzeMedicalImageResult: [
    'AnalyzeMedicalImagePayload',
    'ForbiddenError',
    'NotFoundError',
    'QuotaExceededError',
  ],
  AnalyzeSeriesResult: ['AnalyzeSeriesPayload', 'ForbiddenError', 'NotFoundError', 'QuotaExceededError'],
  CancelAnalysisResult: ['CancelAnalysisPayload', 'ForbiddenError', 'NotFoundError'],
  CancelSeriesAnalysisResult: ['CancelSeriesAnalysisPayload', 'ForbiddenError', 'NotFoundError'],
  CreatePatientResult: ['ConflictError', 'CreatePatientPayload', 'ForbiddenError', 'ValidationError'],
  Error: [
    'ConflictError',
    'ForbiddenError',
    'NotFoundError',
    'QuotaExceededError',
    'UnsupportedImageError',
    'ValidationError',
  ],
  Node: [
    'Analysis',
    'MedicalImage',
    'ModelVersion',
    'Organization',
    'Patient',
    'Series',
    'SeriesAnalysis',
    'Study',
    'User',
  ],
  RefreshSessionResult: ['ForbiddenError', 'RefreshSessionPayload'],
  SetAllowedOriginsResult: ['ForbiddenError', 'SetAllowedOriginsPayload', 'ValidationError'],
  SetDeidentificationPolicyResult: ['ForbiddenError', 'SetDeidentificationPolicyPayload'],
  SignInResult: ['ForbiddenError', 'QuotaExceededError', 'SignInPayload', 'ValidationError'],
  SignOutResult: ['ForbiddenError', 'SignOutPayload'],
  UploadMedicalImagesResult: [
    'ForbiddenError',
    'NotFoundError',
    'QuotaExceededError',
    'UploadMedicalImagesPayload',
    'ValidationError',
  ],
};
