/** What stands instead of a marker where code reads a column in a way of its own; <> is the marker's text. */
export const overrides: Readonly<Record<string, string | null>> = {
  'User.deactivatedAt': null,
  'MedicalImage.kind': 'dicom',
  'MedicalImage.width': '128',
  'MedicalImage.height': '128',
  'MedicalImage.frameCount': '1',
  'MedicalImage.imageOrientation': '{1,0,0,0,1,0}',
  'MedicalImage.pixelSpacing': '{0.5,0.5}',
  'MedicalImage.laterality': 'LEFT',
  'MedicalImage.deidentification':
    '{"methodCodes":["<>"],"burnedInAnnotation":"NO","privateElementsRemoved":1,"actions":[{"tag":"(0010,0010)","name":"<>","action":"X","count":1}]}',
  'PendingUpload.state': 'COMPLETED',
  'PendingUpload.outcome': '{"imageIds":[],"rejected":[],"skipped":[{"filename":"<>","reason":"DICOMDIR"}]}',
  'Analysis.status': 'SUCCEEDED',
  'Analysis.errorCode': 'INTERNAL',
  'Analysis.errorRetryable': 'true',
  'ReanalysisReport.status': 'SUCCEEDED',
  'ReanalysisReport.itemCount': '2',
  'ReanalysisReport.completedItems': '1',
  'ReanalysisItem.state': 'OUTCOME_CHANGED',
  'SeriesAnalysis.status': 'SUCCEEDED',
  'SeriesAnalysis.errorCode': 'INTERNAL',
  'WebhookEndpoint.disabledAt': null,
  'AuditEvent.body':
    '{"recordedAt":"<>","type":"<>","action":"R","outcome":"<>","userId":"<>","patientIds":["<>"],"token":{"kind":"<>","id":"<>"},"address":"<>","userAgent":"<>","entities":[{"type":"Patient","id":"<>"}],"details":{"operation":"<>"}}',
  // Behind the seeded events: what is recorded during the walk goes on from here.
  'AuditHead.sequence': '9000000',
  'AIAnalysisResult.outcome': 'MALIGNANT',
  'AIAnalysisResult.probabilities': '[{"label":"<>","probability":0.5}]',
  'AIAnalysisResult.findings': '[{"code":"<>","severity":"INFO","params":{}}]',
  'AIAnalysisResult.recommendations': '["<>"]',
  'AIAnalysisResult.attention':
    '{"columns":2,"rows":4,"content":{"left":0,"top":0,"width":1,"height":1},"label":"MALIGNANT"}',
  'AIAnalysisResult.regions': '[{"x":10,"y":20,"width":30,"height":40,"score":0.9,"frame":0}]',
  'AIAnalysisResult.frame': '0',
};

/** Rows that a table gets in each of its scopes, with what makes them differ; one row where nothing is said. */
export const variants: Readonly<Record<string, readonly Record<string, string>[]>> = {
  User: [{ role: 'ADMIN' }, { role: 'CLINICIAN' }, { role: 'VIEWER' }, { role: 'INTEGRATION' }],
  MedicalImage: [
    { instanceNumber: '1', imagePosition: '{1,2,3}' },
    { instanceNumber: '2', imagePosition: '{1,2,6}' },
  ],
  Series: [{ seriesNumber: '1' }, { seriesNumber: '2' }],
};

/** Tables that belong to the installation and to no organization; rows of these are there already. */
export const installationTables: readonly string[] = ['ModelVersion', 'SignInAttempt'];

/** Tables whose rows nobody is told anything of, by any way: their markers are of a scope that no caller has. */
export const sealedTables: readonly string[] = ['SilentResult'];
