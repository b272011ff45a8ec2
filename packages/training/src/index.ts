export type { Cohort, CohortSeries, PixelBox } from './cohort/cohort.js';
export { importFolder } from './cohort/importFolder.js';
export { importManifest } from './cohort/importManifest.js';
export { type Config, configSchema, type Phase } from './config/config.js';
export { readConfig } from './config/readConfig.js';
export { buildLedger, type Ledger, type LedgerEntry } from './dataset/ledger.js';
export { type Prepared, type PrepareOptions, prepare } from './dataset/prepare.js';
export { type Part, type PreparedSlice, readIndex, writeIndex } from './dataset/preparedIndex.js';
export { type LabelledPatient, type SplitShares, splitPatients } from './dataset/splitPatients.js';
export { bootstrap, type Interval } from './evaluation/bootstrap.js';
export { type BandTargets, chooseThresholds, fitCalibration } from './evaluation/calibrate.js';
export { type Judged, type LabelledCase, poolPatients, toCases } from './evaluation/cases.js';
export { type Evaluation, evaluateModel } from './evaluation/evaluateModel.js';
export { type JudgedSlice, judgeSlices } from './evaluation/judgeSlices.js';
export { type BandShares, measureBand } from './evaluation/measureBand.js';
export { type CasesByLevel, measureCases } from './evaluation/measureCases.js';
export {
  areaUnderCurve,
  type Case,
  expectedCalibrationError,
  type MetricName,
  measure,
} from './evaluation/metrics.js';
export { type FittedGate, fitGate, type GateSamples } from './gate/fitGate.js';
export { type Packed, type PackOptions, packModel } from './packing/packModel.js';
export { renderReport } from './report/renderReport.js';
export type { ReportInput } from './report/reportInput.js';
export { runStages } from './stages/runStages.js';
