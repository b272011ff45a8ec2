export {
  createMockClient,
  type MockClient,
  type MockClientOptions,
  type MockControls,
  type MockMode,
} from './createMockClient.js';
export { aModel } from './fixtures/aModel.js';
export {
  type AnalysisGiven,
  anAnalysis,
  anAnalysisOfEachKind,
  aReading,
} from './fixtures/analyses.js';
export { aSeriesAnalysis, type SeriesAnalysisGiven } from './fixtures/aSeriesAnalysis.js';
export { aMedicalImage, aSeries, aStudy, slicesOf } from './fixtures/images.js';
export { anApiKey, anAuditEvent, anOrganization, aPatient, aUser } from './fixtures/people.js';
export { drawnHeatmap, drawnSlice } from './fixtures/pictures.js';
export type { MockData, MockReading, MockStudy } from './server/mockData.js';
export { wrongPassword } from './server/sessionMutations.js';
export { refusedName } from './server/uploadMutations.js';
