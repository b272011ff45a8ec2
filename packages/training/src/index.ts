export { buildLedger, type Ledger } from './dataset/ledger.js';
export { prepareCohort } from './dataset/prepareCohort.js';
export { type Part, type PreparedSlice, readIndex, writeIndex } from './dataset/preparedIndex.js';
export { type LabelledPatient, splitPatients } from './dataset/splitPatients.js';
export { bootstrap, type Interval } from './evaluation/bootstrap.js';
export { type BandTargets, chooseThresholds, fitTemperature, type Margin } from './evaluation/calibrate.js';
export { type JudgedSlice, judgeSlices } from './evaluation/judgeSlices.js';
export {
  areaUnderCurve,
  byPatient,
  type Case,
  expectedCalibrationError,
  type MetricName,
  measure,
} from './evaluation/metrics.js';
export { comparePrecisions, correlation, type PrecisionComparison } from './packing/comparePrecisions.js';
export { modelInput } from './packing/modelInput.js';
export { type PackOptions, packModel } from './packing/packModel.js';
