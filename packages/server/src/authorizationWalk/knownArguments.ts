/** Numbers that are not any. */
export const figures: Readonly<Record<string, number>> = {
  frame: 0,
  sliceIndex: 0,
  windowIndex: 0,
  bits: 16,
  ttlSeconds: 600,
  byteLength: 1000,
  targetPatients: 100,
};

/** What turns a request into one of another kind, or can not be there beside the rest. */
export const leftOut: readonly string[] = [
  'AnalyzeMedicalImageInput.reuse',
  'AnnouncedFileInput.sha256',
  'CreateUploadInput.sha256',
  'CreateApiKeyInput.userId',
  'CreateEmbedTokenInput.studyId',
  'CreateEmbedTokenInput.nonceHash',
  'UpdateUserInput.isActive',
  'UpdateUserInput.role',
  // A from and a to of the same moment are refused.
  'RequestReanalysisReportInput.to',
  'RecordReadingInput.isBlinded',
];

/** Ids whose name does not say the type that they are of. */
export const typeOfId: Readonly<Record<string, string>> = { 'Query.node(id:)': 'Patient' };

/** Ids that are no global ids, with the table of their rows. */
export const rowIds: Readonly<Record<string, string>> = { uploadId: 'PendingUpload' };

/** Texts that look nothing up; {} stands for something new in every call. */
export const texts: Readonly<Record<string, string>> = {
  search: 'zq',
  biRadsCategory: '4A',
  name: 'Walk {}',
  allowedOrigin: 'https://emr.example.org',
  url: 'https://emr.example.org/hooks',
  origin: 'https://emr.example.org',
  email: 'walk.{}@example.org',
  password: 'correct horse battery staple {}',
};
