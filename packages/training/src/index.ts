export { buildLedger, type Ledger } from './dataset/ledger.js';
export { prepareCohort } from './dataset/prepareCohort.js';
export { type Part, type PreparedSlice, readIndex, writeIndex } from './dataset/preparedIndex.js';
export { type LabelledPatient, splitPatients } from './dataset/splitPatients.js';
export { bootstrap, type Interval } from './evaluation/bootstrap.js';
export { type BandTargets, chooseThresholds, fitTemperature, type Margin } from './evaluation/calibrate.js';
export { type Evaluation, evaluateModel } from './evaluation/evaluateModel.js';
export { type JudgedSlice, judgeSlices } from './evaluation/judgeSlices.js';
export { type BandShares, measureBand } from './evaluation/measureBand.js';
export { measureCases, toCases } from './evaluation/measureCases.js';
export {
  areaUnderCurve,
  byPatient,
  type Case,
  expectedCalibrationError,
  type MetricName,
  measure,
} from './evaluation/metrics.js';
export { checkReference } from './packing/checkReference.js';
export { comparePrecisions, correlation, type PrecisionComparison } from './packing/comparePrecisions.js';
export { modelInput } from './packing/modelInput.js';
export { type PackOptions, packModel } from './packing/packModel.js';
